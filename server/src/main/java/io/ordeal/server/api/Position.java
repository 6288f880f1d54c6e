package io.ordeal.server.api;

/**
 * Where the answering node stands; goes into the headers.
 *
 * @param etcdIndex index of the key space that was read or written
 * @param raftIndex commit index
 */
public record Position(long etcdIndex, long raftIndex, long raftTerm) {}
