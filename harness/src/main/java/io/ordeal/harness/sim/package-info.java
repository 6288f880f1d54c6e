/**
 * Whole clusters in one thread: virtual time, hosts whose clocks need not agree with it, and everything that the system
 * under test does above them.
 */
@NullMarked
package io.ordeal.harness.sim;

import org.jspecify.annotations.NullMarked;
