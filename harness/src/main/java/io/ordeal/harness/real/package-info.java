/**
 * Time as it really passes.
 */
@NullMarked
package io.ordeal.harness.real;

import org.jspecify.annotations.NullMarked;
