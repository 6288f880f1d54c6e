package io.ordeal.server.node;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.format.RaftFormat;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The cluster as the applied entries have it.
 *
 * @param founding with which it began; it gives the cluster its id
 * @param current the latest
 * @param published what members have told about themselves; whoever has told nothing has not started yet
 */
record Membership(Configuration founding, Configuration current, SortedMap<NodeId, Attributes> published) {

    /** Before the first entry. */
    static final Membership NONE = new Membership(Configuration.NONE, Configuration.NONE, Collections.emptySortedMap());

    /** The least that what one member has told takes. */
    private static final int PUBLISHED_BYTES = 9;

    /** URLs have no blanks, so that several of them can be one address. */
    private static final String BETWEEN_URLS = " ";

    Membership {
        published = Collections.unmodifiableSortedMap(new TreeMap<>(published));
    }

    /** What Raft takes for the address of a node that is reached at these URLs. */
    static String address(List<String> peerUrls) {
        return String.join(BETWEEN_URLS, peerUrls);
    }

    /** The URLs in an address. */
    static List<String> peerUrls(String address) {
        return List.of(address.split(BETWEEN_URLS, -1));
    }

    /** Whoever has gone is forgotten, but for its id. */
    Membership after(Configuration next) {
        var remaining = new TreeMap<>(published);
        remaining.keySet().removeAll(next.removed());
        return new Membership(isFounded() ? founding : next, next, remaining);
    }

    /** What has gone tells nothing any more. */
    Membership after(Publish told) {
        if (current.removed().contains(told.node())) {
            return this;
        }
        var more = new TreeMap<>(published);
        more.put(told.node(), told.attributes());
        return new Membership(founding, current, more);
    }

    boolean isFounded() {
        return !founding.equals(Configuration.NONE);
    }

    private boolean hasStarted(NodeId node) {
        return published.containsKey(node);
    }

    /** Whether the others have been told this about the node. */
    boolean tells(NodeId node, Attributes attributes) {
        return attributes.equals(published.get(node));
    }

    /** The member that is reached at one of these, if it is another than {@code except}. */
    boolean isTaken(List<String> peerUrls, Predicate<NodeId> except) {
        return current.nodes().stream()
                .filter(except.negate())
                .flatMap(node -> address(node).stream())
                .anyMatch(address -> peerUrls(address).stream().anyMatch(peerUrls::contains));
    }

    /**
     * Whether another member may be added: most of those that would be members then have started, and most of those that
     * vote are reached (etcd's strict reconfiguration check). A single node may get its first companion.
     */
    boolean mayAdd(Predicate<NodeId> reached) {
        long members = current.nodes().size();
        long started = current.nodes().stream().filter(this::hasStarted).count();
        boolean enough = started >= majority(members + 1) || (started == 1 && members == 1);
        return enough && hasQuorum(current.voters(), reached);
    }

    /** Whether the node may go: most of the voters that remain have started, and are reached. */
    boolean mayRemove(NodeId node, Predicate<NodeId> reached) {
        if (current.learners().contains(node)) {
            return true;
        }
        var remaining = new ArrayList<>(current.voters());
        remaining.remove(node);
        return hasQuorum(remaining, this::hasStarted) && hasQuorum(remaining, reached);
    }

    private static boolean hasQuorum(List<NodeId> voters, Predicate<NodeId> counts) {
        return voters.stream().filter(counts).count() >= majority(voters.size());
    }

    private static long majority(long members) {
        return members / 2 + 1;
    }

    /** Where a node is reached, if it is a member. */
    Optional<String> address(NodeId node) {
        return Optional.ofNullable(current.addresses().get(node));
    }

    void writeTo(Encoder out) {
        RaftFormat.configuration(out, founding);
        RaftFormat.configuration(out, current);
        out.int32(published.size());
        published.forEach((node, attributes) -> attributes.writeTo(out.text(node.value())));
    }

    static Membership readFrom(Decoder in) throws FormatException {
        Configuration founding = RaftFormat.configuration(in);
        Configuration current = RaftFormat.configuration(in);
        var published = new TreeMap<NodeId, Attributes>();
        for (Publish told : in.list(PUBLISHED_BYTES, Membership::published)) {
            if (!published.isEmpty() && published.lastKey().compareTo(told.node()) >= 0) {
                throw new FormatException("members out of order at " + told.node());
            }
            published.put(told.node(), told.attributes());
        }
        return new Membership(founding, current, published);
    }

    private static Publish published(Decoder in) throws FormatException {
        String node = in.text();
        if (node.isEmpty()) {
            throw new FormatException("a member without a name");
        }
        return new Publish(new NodeId(node), Attributes.readFrom(in));
    }
}
