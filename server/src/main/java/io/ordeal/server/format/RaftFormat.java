package io.ordeal.server.format;

import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Payload;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** How the values of which both the log and the messages consist are written, and read again. */
public final class RaftFormat {

    /** The least that an entry, a proposal or a ticket takes. */
    private static final int ENTRY_BYTES = 17;

    private static final int TICKET_BYTES = 19;
    private static final int PROPOSAL_BYTES = TICKET_BYTES + 12;

    private static final int NODE_BYTES = 3;
    private static final int ADDRESS_BYTES = NODE_BYTES + 2;

    private static final int NOTHING = 0;
    private static final int PROPOSAL = 1;
    private static final int CONFIGURATION = 2;

    private static final int ADD = 1;
    private static final int MOVE = 2;
    private static final int PROMOTE = 3;
    private static final int REMOVE = 4;

    private RaftFormat() {}

    public static void hardState(Encoder out, HardState hard) {
        out.int64(hard.term()).bool(hard.vote().isPresent());
        hard.vote().ifPresent(vote -> out.text(vote.value()));
    }

    public static HardState hardState(Decoder in) throws FormatException {
        long term = in.count64();
        return new HardState(term, in.bool() ? Optional.of(nodeId(in)) : Optional.empty());
    }

    public static void entryId(Encoder out, EntryId id) {
        out.int64(id.term()).int64(id.index());
    }

    public static EntryId entryId(Decoder in) throws FormatException {
        return new EntryId(in.count64(), in.count64());
    }

    public static void snapshot(Encoder out, Snapshot snapshot) {
        entryId(out, snapshot.last());
        out.int64(snapshot.bytes()).int32(snapshot.checksum());
    }

    public static Snapshot snapshot(Decoder in) throws FormatException {
        return new Snapshot(entryId(in), in.count64(), in.int32());
    }

    public static void entries(Encoder out, List<Entry> entries) {
        out.int32(entries.size());
        for (Entry entry : entries) {
            entryId(out, entry.id());
            payload(out, entry.payload());
        }
    }

    /** Entries in unbroken order, as they stand in a log. */
    public static List<Entry> entries(Decoder in) throws FormatException {
        List<Entry> entries = in.list(ENTRY_BYTES, RaftFormat::entry);
        for (int i = 1; i < entries.size(); i++) {
            Entry before = entries.get(i - 1);
            Entry entry = entries.get(i);
            if (entry.index() != before.index() + 1 || entry.term() < before.term()) {
                throw new FormatException("entry " + entry.id() + " cannot follow " + before.id());
            }
        }
        return entries;
    }

    public static void proposals(Encoder out, List<Proposal> proposals) {
        out.int32(proposals.size());
        proposals.forEach(proposal -> proposal(out, proposal));
    }

    public static List<Proposal> proposals(Decoder in) throws FormatException {
        return in.list(PROPOSAL_BYTES, RaftFormat::proposal);
    }

    public static void tickets(Encoder out, List<Ticket> tickets) {
        out.int32(tickets.size());
        tickets.forEach(ticket -> ticket(out, ticket));
    }

    public static List<Ticket> tickets(Decoder in) throws FormatException {
        return in.list(TICKET_BYTES, RaftFormat::ticket);
    }

    private static Entry entry(Decoder in) throws FormatException {
        EntryId id = entryId(in);
        return new Entry(id, payload(in));
    }

    private static void payload(Encoder out, Payload payload) {
        switch (payload) {
            case Payload.Nothing() -> out.int8(NOTHING);
            case Proposal proposal -> proposal(out.int8(PROPOSAL), proposal);
            case Configuration configuration -> configuration(out.int8(CONFIGURATION), configuration);
        }
    }

    private static Payload payload(Decoder in) throws FormatException {
        int kind = in.int8();
        return switch (kind) {
            case NOTHING -> Payload.NOTHING;
            case PROPOSAL -> proposal(in);
            case CONFIGURATION -> configuration(in);
            default -> throw new FormatException("an entry of an unknown kind: " + kind);
        };
    }

    public static void configuration(Encoder out, Configuration configuration) {
        nodeIds(out, configuration.voters());
        nodeIds(out, configuration.outgoing());
        nodeIds(out, configuration.learners());
        out.int32(configuration.addresses().size());
        configuration
                .addresses()
                .forEach((node, address) -> out.text(node.value()).text(address));
        nodeIds(out, configuration.removed());
    }

    public static Configuration configuration(Decoder in) throws FormatException {
        List<NodeId> voters = nodeIds(in);
        List<NodeId> outgoing = nodeIds(in);
        List<NodeId> learners = nodeIds(in);
        List<Address> known = in.list(ADDRESS_BYTES, RaftFormat::address);
        demandOrder(known.stream().map(Address::node).toList());
        var addresses = new TreeMap<NodeId, String>();
        known.forEach(address -> addresses.put(address.node(), address.address()));
        return new Configuration(voters, outgoing, learners, addresses, nodeIds(in));
    }

    private record Address(NodeId node, String address) {}

    private static Address address(Decoder in) throws FormatException {
        return new Address(nodeId(in), in.text());
    }

    public static void change(Encoder out, Change change) {
        switch (change) {
            case Change.Add(NodeId node, String address) ->
                out.int8(ADD).text(node.value()).text(address);
            case Change.Move(NodeId node, String address) ->
                out.int8(MOVE).text(node.value()).text(address);
            case Change.Promote(List<NodeId> nodes) -> nodeIds(out.int8(PROMOTE), nodes);
            case Change.Remove(List<NodeId> nodes) -> nodeIds(out.int8(REMOVE), nodes);
        }
    }

    public static Change change(Decoder in) throws FormatException {
        int kind = in.int8();
        return switch (kind) {
            case ADD -> new Change.Add(nodeId(in), in.text());
            case MOVE -> new Change.Move(nodeId(in), in.text());
            case PROMOTE -> new Change.Promote(nodeIds(in));
            case REMOVE -> new Change.Remove(nodeIds(in));
            default -> throw new FormatException("a change of an unknown kind: " + kind);
        };
    }

    private static void nodeIds(Encoder out, List<NodeId> nodes) {
        out.int32(nodes.size());
        nodes.forEach(node -> out.text(node.value()));
    }

    private static List<NodeId> nodeIds(Decoder in) throws FormatException {
        List<NodeId> nodes = in.list(NODE_BYTES, RaftFormat::nodeId);
        demandOrder(nodes);
        return nodes;
    }

    private static void demandOrder(List<NodeId> nodes) throws FormatException {
        for (int i = 1; i < nodes.size(); i++) {
            if (nodes.get(i - 1).compareTo(nodes.get(i)) >= 0) {
                throw new FormatException("nodes out of order: " + nodes);
            }
        }
    }

    private static void proposal(Encoder out, Proposal proposal) {
        ticket(out, proposal.ticket());
        out.int64(proposal.settled());
        out.bytes(proposal.command());
    }

    private static Proposal proposal(Decoder in) throws FormatException {
        return new Proposal(ticket(in), in.int64(), in.bytes());
    }

    public static void ticket(Encoder out, Ticket ticket) {
        out.text(ticket.node().value()).int64(ticket.boot()).int64(ticket.number());
    }

    public static Ticket ticket(Decoder in) throws FormatException {
        return new Ticket(nodeId(in), in.int64(), in.int64());
    }

    private static NodeId nodeId(Decoder in) throws FormatException {
        String name = in.text();
        if (name.isEmpty()) {
            throw new FormatException("a node without a name");
        }
        return new NodeId(name);
    }
}
