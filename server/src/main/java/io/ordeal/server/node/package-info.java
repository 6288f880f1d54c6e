/**
 * A node of the cluster: the single-threaded loop body that ties Raft, journal, key space and API together over the ports.
 */
@NullMarked
package io.ordeal.server.node;

import org.jspecify.annotations.NullMarked;
