/**
 * The doors through which a node touches the world: clock, disk, network, a random source (which is the JDK's
 * {@link java.util.random.RandomGenerator}), and the hashing of passwords, which takes too long for the node's own loop.
 * Production and simulation each have their own behind them.
 */
@NullMarked
package io.ordeal.server.ports;

import org.jspecify.annotations.NullMarked;
