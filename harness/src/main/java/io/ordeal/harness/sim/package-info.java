/**
 * Whole clusters in one thread: virtual time, and everything that the system under test does above it.
 */
@NullMarked
package io.ordeal.harness.sim;

import org.jspecify.annotations.NullMarked;
