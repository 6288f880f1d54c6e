package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of a simulated cluster who asks one thing after the other. */
record Visitor(SimulatedCluster cluster) {

    Reply.Answered ask(NodeName node, String method, String target, String form) {
        var replies = new ArrayList<Reply>();
        cluster.connect(node).send(new Call(method, target, form), replies::add);
        cluster.timeline().runUntil(() -> !replies.isEmpty());
        return (Reply.Answered) replies.getFirst();
    }

    Reply.Answered get(NodeName node, String target) {
        return ask(node, "GET", target, "");
    }

    NodeName leader() {
        var views = new ArrayList<View>();
        cluster.observe(views::add);
        cluster.timeline().runUntil(() -> !views.isEmpty());
        return views.getFirst().leaders().getFirst();
    }

    List<NodeName> followers() {
        NodeName leader = leader();
        return cluster.nodes().stream().filter(node -> !node.equals(leader)).toList();
    }

    /** Cuts a node off from all others. */
    void isolate(NodeName node) {
        List<NodeName> others =
                cluster.nodes().stream().filter(other -> !other.equals(node)).toList();
        cluster.inject(new Injection.Cut(Grudge.between(List.of(List.of(node), others))), _ -> {});
    }

    void pass(Duration time) {
        long end = cluster.timeline().nanos() + time.toNanos();
        cluster.timeline().schedule(time, () -> {});
        cluster.timeline().runUntil(() -> cluster.timeline().nanos() >= end);
    }
}
