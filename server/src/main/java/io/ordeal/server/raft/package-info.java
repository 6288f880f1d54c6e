/**
 * The Raft algorithm (Ongaro, "Consensus: Bridging Theory and Practice", and the extended Raft paper) as one pure
 * function from state and {@linkplain io.ordeal.server.raft.Input input} to state and ordered
 * {@linkplain io.ordeal.server.raft.Effect effects}. No I/O, no threads, no clock, no randomness.
 */
@NullMarked
package io.ordeal.server.raft;

import org.jspecify.annotations.NullMarked;
