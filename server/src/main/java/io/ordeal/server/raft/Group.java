package io.ordeal.server.raft;

/**
 * A node's own settings, and the configuration with which its cluster began.
 *
 * @param boot holds until there is one in the log; {@link Configuration#NONE} for a node that is added later
 * @param entriesPerAppend at most so many entries go into one {@link Message.AppendRequest}
 * @param snapshotPiece at most so many bytes of a snapshot go into one {@link Message.InstallSnapshot}
 * @param tail so many entries that are in the latest snapshot are kept all the same, for followers that lag but little
 * @param leases leaders count on it that whoever has heard one elects nobody else for an election timeout, also if it was
 *     started anew meanwhile
 */
public record Group(
        NodeId self, Configuration boot, int entriesPerAppend, int snapshotPiece, long tail, boolean leases) {

    public Group {
        if (!boot.equals(Configuration.NONE) && !boot.has(self)) {
            throw new IllegalArgumentException(self + " is not among the members " + boot.nodes());
        }
        if (entriesPerAppend < 1) {
            throw new IllegalArgumentException("an append needs room for at least one entry");
        }
        if (snapshotPiece < 1 || tail < 0) {
            throw new IllegalArgumentException("a piece of a snapshot has at least one byte, a tail no less than none");
        }
    }
}
