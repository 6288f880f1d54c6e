package io.ordeal.server.edge;

/**
 * What an operator wants done faster than is safe.
 *
 * @param leaseReads a leader answers reads without asking the others, as long as they have promised to elect nobody else
 * @param noFsync nothing is synced to the disk
 */
record Shortcuts(boolean leaseReads, boolean noFsync) {

    static final Shortcuts NONE = new Shortcuts(false, false);
}
