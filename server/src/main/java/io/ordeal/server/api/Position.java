package io.ordeal.server.api;

/**
 * Where the answering node stands, and when: goes into the headers, and into what is left of the life of nodes.
 *
 * @param etcdIndex index of the key space that was read or written
 * @param raftIndex commit index
 * @param wallMillis the node's wall clock, in milliseconds since 1970
 */
public record Position(long etcdIndex, long raftIndex, long raftTerm, long wallMillis) {}
