/**
 * One page that shows what a run did and what came of it: a file that needs nothing but a browser.
 */
@NullMarked
package io.ordeal.harness.report;

import org.jspecify.annotations.NullMarked;
