package io.ordeal.server.peer;

import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.NodeId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom a node knows, and how it answers those who call.
 *
 * @param latest configuration that the node knows of, committed or not
 * @param applied the latest that is applied: whoever was removed by it has gone for ever
 */
record Circle(PeerSettings settings, Configuration latest, Configuration applied) {

    /** Everybody to talk to, and where: also those who go, until that is settled. */
    SortedMap<NodeId, String> others() {
        var others = new TreeMap<>(applied.addresses());
        others.putAll(latest.addresses());
        others.keySet()
                .removeIf(node ->
                        node.equals(settings.self()) || hasGone(node) || !(latest.has(node) || applied.has(node)));
        return others;
    }

    boolean hasGone(NodeId node) {
        return applied.removed().contains(node);
    }

    /** How this node introduces itself to another. */
    Parcel.Hello hello(NodeId to) {
        String address = latest.addresses().getOrDefault(settings.self(), settings.address());
        return new Parcel.Hello(
                Parcel.VERSION,
                settings.token(),
                settings.cluster(),
                settings.self().value(),
                address,
                to.value());
    }

    /**
     * Who belongs to the same cluster is welcome, even if this node has not heard of it yet: it may be a member that was
     * added while this one was away. Who was removed is told so.
     */
    Parcel answer(Parcel.Hello hello) {
        Optional<String> objection = strange(hello.version(), hello.token()).or(() -> objection(hello));
        if (objection.isPresent()) {
            return new Parcel.Refusal(objection.get());
        }
        return hasGone(new NodeId(hello.from())) ? new Parcel.Gone() : new Parcel.Welcome();
    }

    /** What a node is told that is to join, and does not know yet under which name. */
    Parcel answer(Parcel.Inquiry inquiry) {
        return strange(inquiry.version(), inquiry.token())
                .<Parcel>map(Parcel.Refusal::new)
                .orElseGet(() -> applied.equals(Configuration.NONE)
                        ? new Parcel.Refusal("it does not know the members itself yet")
                        : new Parcel.Told(new Census(settings.cluster(), members(), applied.electorate())));
    }

    private SortedMap<NodeId, String> members() {
        var members = new TreeMap<>(applied.addresses());
        members.keySet().retainAll(applied.nodes());
        return members;
    }

    private Optional<String> strange(int version, String token) {
        if (version != Parcel.VERSION) {
            return Optional.of("it speaks version " + version + " of the peer protocol, this node " + Parcel.VERSION);
        }
        return token.equals(settings.token())
                ? Optional.empty()
                : Optional.of("it belongs to the cluster '" + token + "', this node to '" + settings.token() + "'");
    }

    private Optional<String> objection(Parcel.Hello hello) {
        if (!hello.cluster().equals(settings.cluster())) {
            return Optional.of("it belongs to the cluster with the id " + hello.cluster() + ", this node to that with "
                    + settings.cluster() + ": they did not begin with the same members");
        }
        if (!hello.to().equals(settings.self().value())) {
            return Optional.of("it looks for '" + hello.to() + "', this node is '" + settings.self() + "'");
        }
        return hello.from().isEmpty() || hello.from().equals(settings.self().value())
                ? Optional.of("'" + hello.from() + "' is not another member of this node's cluster")
                : Optional.empty();
    }
}
