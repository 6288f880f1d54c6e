package io.ordeal.server.raft;

import java.util.List;

/** Everything that a node can cause. A driver performs effects first to last: the order is the contract. */
public sealed interface Effect {

    /**
     * Writes the hard state, and the entries in place of all after {@code keepThrough}. It need not wait: when it is
     * durable, the driver says so by {@link Input.Persisted}. Writes become durable in the order of their effects.
     */
    record Persist(HardState hard, long keepThrough, List<Entry> entries) implements Effect {}

    /** Sends at once. */
    record Send(NodeId to, Message message) implements Effect {}

    /** Sends as soon as every {@link Persist} before it, of this step or an earlier one, is durable. */
    record Promise(NodeId to, Message message) implements Effect {}

    /** Starts a timer, anew if it runs. */
    record Arm(Timeout timeout) implements Effect {}

    record Disarm(Timeout timeout) implements Effect {}

    /** These entries, next in order, are committed. */
    record Apply(List<Entry> entries) implements Effect {}

    /** These proposals certainly have no effect, and never will. One neither applied nor refused is indeterminate. */
    record Refuse(List<Ticket> tickets) implements Effect {}

    /** These reads are linearizable once {@code index} is applied here. */
    record ReadFrom(List<Ticket> tickets, long index) implements Effect {}

    /** These reads were not confirmed; they may be asked for again. */
    record RefuseRead(List<Ticket> tickets) implements Effect {}
}
