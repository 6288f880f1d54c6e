/**
 * Where runs are kept: a folder each, complete enough to be read, checked and run again by somebody else.
 */
@NullMarked
package io.ordeal.harness.store;

import org.jspecify.annotations.NullMarked;
