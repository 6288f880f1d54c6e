package io.ordeal.server.raft;

import java.util.List;

/**
 * Who takes part, and how much goes into one message.
 *
 * @param members every voter, in order, {@code self} among them
 * @param entriesPerAppend at most so many entries go into one {@link Message.AppendRequest}
 */
public record Group(NodeId self, List<NodeId> members, int entriesPerAppend) {

    public Group {
        members = members.stream().sorted().distinct().toList();
        if (!members.contains(self)) {
            throw new IllegalArgumentException(self + " is not among the members " + members);
        }
        if (entriesPerAppend < 1) {
            throw new IllegalArgumentException("an append needs room for at least one entry");
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
