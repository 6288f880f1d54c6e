package io.ordeal.server.raft;

import java.util.List;

/** Everything that a node can cause. A driver performs effects first to last: the order is the contract. */
public sealed interface Effect {

    /**
     * Writes the hard state, and the entries in place of all after {@code keepThrough}. It need not wait: when it is
     * durable, the driver says so by {@link Input.Persisted}. Writes become durable in the order of their effects.
     */
    record Persist(HardState hard, long keepThrough, List<Entry> entries) implements Effect {}

    /**
     * Drops the whole log: it begins anew after {@code base}, which is in a durable snapshot. What is persisted comes
     * after that.
     */
    record BeginAfter(EntryId base) implements Effect {}

    /** The log up to {@code index} is not needed any more: it is in a durable snapshot. */
    record Forget(long index) implements Effect {}

    /** Sends so many bytes of a snapshot on this disk, as {@link Message.InstallSnapshot}, as soon as they are read. */
    record SendSnapshot(NodeId to, long term, Snapshot snapshot, long offset, int bytes) implements Effect {}

    /**
     * Takes in a piece of a snapshot. The first comes at offset 0, and makes void what came before; the others follow
     * without a gap. After the last, the driver makes the snapshot durable, and says so by
     * {@link Input.SnapshotReady}; or that it is none, by {@link Input.SnapshotSpoilt}.
     */
    record TakeIn(Snapshot snapshot, long offset, byte[] data) implements Effect {}

    /** Puts the snapshot, which is durable here, in place of the state machine. */
    record Install(Snapshot snapshot) implements Effect {}

    /** Sends at once. */
    record Send(NodeId to, Message message) implements Effect {}

    /**
     * Sends as soon as every {@link Persist} before it, of this step or an earlier one, is durable. What the node
     * promises itself, it receives then.
     */
    record Promise(NodeId to, Message message) implements Effect {}

    /** Starts a timer, anew if it runs. */
    record Arm(Timeout timeout) implements Effect {}

    record Disarm(Timeout timeout) implements Effect {}

    /** These entries, next in order after those before and after the latest snapshot, are committed. */
    record Apply(List<Entry> entries) implements Effect {}

    /** From now on this configuration is in force on this node: its nodes are those to talk to. */
    record Configure(Configuration configuration) implements Effect {}

    /** This node has been removed from the cluster, for ever: it is to stop. */
    record Retire() implements Effect {}

    /** These proposals certainly have no effect, and never will. One neither applied nor refused is indeterminate. */
    record Refuse(List<Ticket> tickets) implements Effect {}

    /** These reads are linearizable once {@code index} is applied here. */
    record ReadFrom(List<Ticket> tickets, long index) implements Effect {}

    /** These reads were not confirmed; they may be asked for again. */
    record RefuseRead(List<Ticket> tickets) implements Effect {}
}
