/**
 * The four doors through which a node touches the world: clock, disk, network, and a random source (which is the JDK's
 * {@link java.util.random.RandomGenerator}). Production and simulation each have their own behind them.
 */
@NullMarked
package io.ordeal.server.ports;

import org.jspecify.annotations.NullMarked;
