package io.ordeal.server.peer;

import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Payload;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Random messages of every kind. */
final class Messages {

    static final int KINDS = Message.class.getPermittedSubclasses().length;

    private final RandomGenerator random;

    Messages(RandomGenerator random) {
        this.random = random;
    }

    Message ofKind(int kind) {
        return switch (kind) {
            case 0 -> new Message.VoteRequest(number(), random.nextBoolean(), random.nextBoolean(), id());
            case 1 -> new Message.VoteReply(number(), random.nextBoolean(), random.nextBoolean());
            case 2 -> append();
            case 3 -> new Message.Accepted(number(), number(), number());
            case 4 -> new Message.Rejected(number(), number(), id(), number());
            case 5 -> new Message.Forward(some(this::proposal));
            case 6 -> new Message.Refused(some(this::ticket));
            case 7 -> new Message.ReadQuery(some(this::ticket));
            case 8 ->
                new Message.ReadAnswer(
                        some(this::ticket), random.nextBoolean() ? Optional.of(number()) : Optional.empty());
            case 9 -> new Message.InstallSnapshot(number(), snapshot(), number(), bytes());
            case 10 -> new Message.Gathered(number(), snapshot(), number());
            case 11 -> new Message.TimeoutNow(number());
            case 12 -> new Message.Removed();
            case 13 -> new Message.Reconfigure(ticket(), change());
            default -> throw new AssertionError("add the new kind of message here");
        };
    }

    private Message append() {
        EntryId previous = new EntryId(random.nextLong(100), random.nextLong(1000));
        var entries = LongStream.rangeClosed(1, random.nextInt(4))
                .mapToObj(step -> new Entry(new EntryId(previous.term() + step, previous.index() + step), payload()))
                .toList();
        return new Message.AppendRequest(number(), previous, entries, number(), number());
    }

    private <T> List<T> some(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(5)).toList();
    }

    private Payload payload() {
        return switch (random.nextInt(3)) {
            case 0 -> Payload.NOTHING;
            case 1 -> proposal();
            default -> configuration();
        };
    }

    private Configuration configuration() {
        var addresses = new TreeMap<NodeId, String>();
        some(this::node).forEach(node -> addresses.put(node, "at " + node));
        return new Configuration(some(this::node), some(this::node), some(this::node), addresses, some(this::node));
    }

    private Change change() {
        return switch (random.nextInt(4)) {
            case 0 -> new Change.Add(node(), "http://somewhere");
            case 1 -> new Change.Move(node(), "http://elsewhere");
            case 2 -> new Change.Promote(some(this::node));
            default -> new Change.Remove(some(this::node));
        };
    }

    private NodeId node() {
        return new NodeId(List.of("n1", "n2", "a node with a long name", "ключ").get(random.nextInt(4)));
    }

    private Proposal proposal() {
        return new Proposal(ticket(), random.nextLong(), bytes());
    }

    private Snapshot snapshot() {
        return new Snapshot(id(), number(), random.nextInt());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Ticket ticket() {
        return new Ticket(node(), random.nextLong(), random.nextLong());
    }

    private EntryId id() {
        return new EntryId(number(), number());
    }

    private long number() {
        return random.nextBoolean() ? random.nextLong(10) : random.nextLong() & Long.MAX_VALUE;
    }
}
