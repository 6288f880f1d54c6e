package io.ordeal.server.node;

import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.node.StateMachine.Outcome;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The requests of this node's clients that need the cluster, from their arrival to their answer. A request that Raft
 * lost or refused is submitted again until it is answered or its time is up: reads may be repeated, and writes carry a
 * ticket with which they take effect once (see {@link Sessions}).
 */
final class Requests {

    private static final long NEVER = Long.MIN_VALUE;

    private final NodeId self;
    private final long boot;
    private final TreeMap<Long, Write> writes = new TreeMap<>();
    private final TreeMap<Long, Read> reads = new TreeMap<>();
    private List<Long> toPropose = new ArrayList<>();
    private List<Long> toQuery = new ArrayList<>();
    private long next = 1;
    private long failed;

    Requests(NodeId self, long boot) {
        this.self = self;
        this.boot = boot;
    }

    /**
     * Has a command take effect.
     *
     * @param deadline when it is given up, on the node's clock in nanoseconds
     * @param answer is told how it ended; empty: not in time, and it may yet take effect
     */
    void write(byte[] command, long deadline, Consumer<Optional<Outcome>> answer) {
        toPropose.add(next);
        writes.put(next++, new Write(command, deadline, answer));
    }

    /**
     * Waits until what is applied here has every write in it that ended before now.
     *
     * @param deadline as for a write
     * @param answer is told whether that came about in time
     */
    void read(long deadline, Consumer<Boolean> answer) {
        toQuery.add(next);
        reads.put(next++, new Read(deadline, answer));
    }

    boolean isEmpty() {
        return writes.isEmpty() && reads.isEmpty();
    }

    /** Writes without a result: that wait for one, and that had none in time. */
    Figures.Proposals figures() {
        return new Figures.Proposals(writes.size(), failed);
    }

    /** Writes that must be proposed now, for the first time or again. */
    List<Proposal> proposals(long now) {
        var proposals = new ArrayList<Proposal>(toPropose.size());
        for (long number : toPropose) {
            Write write = writes.get(number);
            if (write != null) {
                write.submittedAt = now;
                proposals.add(new Proposal(ticket(number), writes.firstKey(), write.command));
            }
        }
        toPropose = new ArrayList<>();
        return proposals;
    }

    /** What is due at {@code moment} shall go. Nobody waits for it, so that it is not submitted again. */
    Proposal expiry(long moment) {
        long number = next++;
        long settled = writes.isEmpty() ? number : writes.firstKey();
        return new Proposal(ticket(number), settled, CommandCodec.encode(new Command.Expire(moment)));
    }

    /** Reads that must be asked for now, for the first time or again. */
    List<Ticket> queries(long now) {
        var tickets = new ArrayList<Ticket>(toQuery.size());
        for (long number : toQuery) {
            Read read = reads.get(number);
            if (read != null) {
                read.submittedAt = now;
                read.askedAt = read.askedAt == NEVER ? now : read.askedAt;
                tickets.add(ticket(number));
            }
        }
        toQuery = new ArrayList<>();
        return tickets;
    }

    /** A read that is asked for now, and that no client waits for. */
    Ticket question(long now, long deadline) {
        var read = new Read(deadline, _ -> {});
        read.submittedAt = now;
        read.askedAt = now;
        reads.put(next, read);
        return ticket(next++);
    }

    /** These were refused, and had no effect. */
    void refused(List<Ticket> tickets) {
        for (Ticket ticket : tickets) {
            Pending pending = writes.get(ticket.number());
            if (pending == null) {
                pending = reads.get(ticket.number());
            }
            if (pending != null && mine(ticket)) {
                pending.submittedAt = NEVER;
            }
        }
    }

    /** Whatever was submitted before {@code before}, or refused, and has no answer is submitted again. */
    void resubmit(long before) {
        toPropose = new ArrayList<>();
        writes.forEach((number, write) -> {
            if (write.submittedAt < before) {
                toPropose.add(number);
            }
        });
        toQuery = new ArrayList<>();
        reads.forEach((number, read) -> {
            if (read.index < 0 && read.submittedAt < before) {
                toQuery.add(number);
            }
        });
    }

    /** An entry was applied; if it is one of ours, its client is answered. */
    void applied(Ticket ticket, Outcome outcome) {
        if (mine(ticket)) {
            Write write = writes.remove(ticket.number());
            if (write != null) {
                write.answer.accept(Optional.of(outcome));
            }
        }
    }

    /** These reads are linearizable from {@code index} on. Tells when the last of them was asked for first, if any was. */
    OptionalLong confirmed(List<Ticket> tickets, long index) {
        OptionalLong asked = OptionalLong.empty();
        for (Ticket ticket : tickets) {
            Read read = mine(ticket) ? reads.get(ticket.number()) : null;
            if (read != null && read.index < 0) {
                read.index = index;
                asked = OptionalLong.of(Math.max(read.askedAt, asked.orElse(read.askedAt)));
            }
        }
        return asked;
    }

    /** Answers the confirmed reads for which enough is applied. */
    void answerReads(long applied) {
        for (Iterator<Read> all = reads.values().iterator(); all.hasNext(); ) {
            Read read = all.next();
            if (read.index >= 0 && read.index <= applied) {
                all.remove();
                read.answer.accept(true);
            }
        }
    }

    /** Gives up what has waited too long. */
    void expire(long now) {
        expire(writes, now, write -> {
            failed++;
            write.answer.accept(Optional.empty());
        });
        expire(reads, now, read -> read.answer.accept(false));
    }

    /** Gives up everything. */
    void giveUp() {
        expire(Long.MAX_VALUE);
    }

    /** Their times are not in the order of their numbers: some are more patient than others. */
    private static <P extends Pending> void expire(Map<Long, P> requests, long now, Consumer<P> giveUp) {
        for (Iterator<P> all = requests.values().iterator(); all.hasNext(); ) {
            P pending = all.next();
            if (pending.deadline <= now) {
                all.remove();
                giveUp.accept(pending);
            }
        }
    }

    private Ticket ticket(long number) {
        return new Ticket(self, boot, number);
    }

    private boolean mine(Ticket ticket) {
        return ticket.node().equals(self) && ticket.boot() == boot;
    }

    private abstract static class Pending {
        final long deadline;
        long submittedAt = NEVER;

        Pending(long deadline) {
            this.deadline = deadline;
        }
    }

    private static final class Write extends Pending {
        private final byte[] command;
        private final Consumer<Optional<Outcome>> answer;

        Write(byte[] command, long deadline, Consumer<Optional<Outcome>> answer) {
            super(deadline);
            this.command = command;
            this.answer = answer;
        }
    }

    private static final class Read extends Pending {
        private final Consumer<Boolean> answer;
        private long askedAt = NEVER;
        private long index = -1;

        Read(long deadline, Consumer<Boolean> answer) {
            super(deadline);
            this.answer = answer;
        }
    }
}
