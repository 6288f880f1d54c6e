/**
 * What is worth telling of a node's life in its cluster: a pure function of what Raft did, and how it is written down. It
 * knows Raft, and neither clocks nor files.
 */
@NullMarked
package io.ordeal.server.events;

import org.jspecify.annotations.NullMarked;
