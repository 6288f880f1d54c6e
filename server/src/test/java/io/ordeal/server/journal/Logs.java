package io.ordeal.server.journal;

import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Payload;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Makes and compares what goes into logs. */
final class Logs {

    private Logs() {}

    /** All that a log says, comparable. */
    record State(HardState hard, List<String> entries) {

        static final State EMPTY = new State(HardState.INITIAL, List.of());

        static State of(Recovered recovered) {
            return new State(recovered.hard(), shown(recovered.log()));
        }

        State then(HardState hard, long keepThrough, List<Entry> later) {
            var all = new ArrayList<>(entries.subList(0, (int) keepThrough));
            later.stream().map(Logs::shown).forEach(all::add);
            return new State(hard, List.copyOf(all));
        }
    }

    static HardState hard(long term) {
        return new HardState(term, Optional.of(new NodeId("n" + term % 3)));
    }

    static Entry entry(long term, long index, String command) {
        var ticket = new Ticket(new NodeId("n1"), 7, index);
        return new Entry(
                new EntryId(term, index), new Proposal(ticket, index, command.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Entry> entries(long term, long from, long to, RandomGenerator random) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(index -> random.nextInt(10) == 0
                        ? new Entry(new EntryId(term, index), Payload.NOTHING)
                        : entry(term, index, "x".repeat(random.nextInt(40)) + random.nextInt()))
                .toList();
    }

    /** Everything that a log holds, comparable. */
    static List<String> shown(RaftLog log) {
        return log.after(log.base().index()).stream().map(Logs::shown).toList();
    }

    private static String shown(Entry entry) {
        return entry.id() + " "
                + entry.proposal()
                        .map(proposal ->
                                proposal.ticket() + " " + HexFormat.of().formatHex(proposal.command()))
                        .orElse("-");
    }
}
