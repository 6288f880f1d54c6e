package io.ordeal.server.raft;

import java.util.List;

/**
 * Who takes part, and how much goes into one message.
 *
 * @param members every voter, in order, {@code self} among them
 * @param entriesPerAppend at most so many entries go into one {@link Message.AppendRequest}
 * @param snapshotPiece at most so many bytes of a snapshot go into one {@link Message.InstallSnapshot}
 * @param tail so many entries that are in the latest snapshot are kept all the same, for followers that lag but little
 */
public record Group(NodeId self, List<NodeId> members, int entriesPerAppend, int snapshotPiece, long tail) {

    public Group {
        members = members.stream().sorted().distinct().toList();
        if (!members.contains(self)) {
            throw new IllegalArgumentException(self + " is not among the members " + members);
        }
        if (entriesPerAppend < 1) {
            throw new IllegalArgumentException("an append needs room for at least one entry");
        }
        if (snapshotPiece < 1 || tail < 0) {
            throw new IllegalArgumentException("a piece of a snapshot has at least one byte, a tail no less than none");
        }
    }

    /** The smallest number of members that is more than half of them. */
    public int majority() {
        return members.size() / 2 + 1;
    }

    /** Everybody else. */
    public List<NodeId> peers() {
        return members.stream().filter(member -> !member.equals(self)).toList();
    }
}
