package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.fault.Skew;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.node.Node;
import io.ordeal.server.raft.RaftState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What can be done to the hosts of a simulated cluster and to the network between them. */
final class SimFaults {

    private final SimNetwork network;
    private final Function<NodeName, SimNode> hosts;
    private final Supplier<Collection<SimNode>> everybody;
    private final Vows vows;
    private final Invariants invariants;
    private final Timeline timeline;
    private final Map<NodeName, Integer> told = new TreeMap<>();
    private Optional<SimAmbush> ambush = Optional.empty();

    SimFaults(
            Timeline timeline,
            SimNetwork network,
            Function<NodeName, SimNode> hosts,
            Supplier<Collection<SimNode>> everybody,
            Vows vows,
            Invariants invariants) {
        this.timeline = timeline;
        this.network = network;
        this.hosts = hosts;
        this.everybody = everybody;
        this.vows = vows;
        this.invariants = invariants;
    }

    /** Does it, and tells what was seen of that. */
    Evidence inject(Injection injection) {
        return switch (injection) {
            case Injection.Cut(Grudge grudge) -> cut(grudge);
            case Injection.Heal() -> heal();
            case Injection.Kill(SortedSet<NodeName> targets) -> kill(targets);
            case Injection.Terminate(SortedSet<NodeName> targets) ->
                each(targets, node -> node.isUp() && !node.isPaused(), SimNode::terminate, "ended");
            case Injection.Start(SortedSet<NodeName> targets) -> start(targets);
            case Injection.Ambush(Fault.Occasion occasion) -> ambush(occasion);
            case Injection.Disarm() -> disarm();
            case Injection.SkewClocks(SortedSet<NodeName> targets, Skew skew) -> skew(targets, skew);
            case Injection.ResetClocks() -> resetClocks();
            case Injection.Pause(SortedSet<NodeName> targets) -> pause(targets);
            case Injection.Resume(SortedSet<NodeName> targets) -> resume(targets);
        };
    }

    /** Starts the process of a host; tells why, if it refuses. */
    Optional<String> launch(SimNode node) {
        try {
            node.start();
            return Optional.empty();
        } catch (IOException e) {
            invariants.report(node.name() + " refuses to start: " + e.getMessage());
            return Optional.of("refuses to start: " + e.getMessage());
        }
    }

    private Evidence cut(Grudge grudge) {
        network.cut(grudge);
        long links =
                grudge.ignored().values().stream().mapToLong(Collection::size).sum();
        return Evidence.of(links > 0, Map.of("links cut", links));
    }

    private Evidence heal() {
        SortedMap<String, Long> dropped = network.heal();
        long all = dropped.values().stream().mapToLong(Long::longValue).sum();
        var facts = new TreeMap<String, Object>(dropped);
        facts.put("messages dropped", all);
        return new Evidence(all > 0, facts);
    }

    private Evidence kill(SortedSet<NodeName> targets) {
        var facts = new TreeMap<String, Object>();
        boolean any = false;
        for (NodeName target : targets) {
            SimNode node = hosts.apply(target);
            any |= node.isUp();
            facts.put(target.value(), kill(node));
        }
        return new Evidence(any, facts);
    }

    private String kill(SimNode node) {
        Optional<RaftState> last = node.server().map(Node::raft);
        SimDisk.Loss loss = node.kill();
        vows.brokenBy(node.name(), node.disk(), last).ifPresent(invariants::report);
        return "process gone; " + loss.lost() + " of " + loss.unsynced() + " unsynced bytes lost";
    }

    private Evidence ambush(Fault.Occasion occasion) {
        ambush = Optional.of(new SimAmbush(occasion));
        return Evidence.of(true, Map.of("armed", "for all nodes"));
    }

    /** Something was done by a node: it may have been what somebody lies in wait for. */
    void looked(SimNode node) {
        List<Occurrence> events = node.events();
        int known = told.getOrDefault(node.name(), 0);
        if (events.size() > known) {
            told.put(node.name(), events.size());
            List<Occurrence> fresh = List.copyOf(events.subList(known, events.size()));
            ambush.ifPresent(armed -> fresh.stream()
                    .filter(armed::waitsFor)
                    .findFirst()
                    .ifPresent(occurrence -> timeline.execute(() -> strike(armed, node, occurrence))));
        }
    }

    private void strike(SimAmbush armed, SimNode node, Occurrence occurrence) {
        if (node.isUp() && armed.strike(node.name(), occurrence)) {
            armed.struck(kill(node));
        }
    }

    private Evidence disarm() {
        Optional<SimAmbush> armed = ambush;
        ambush = Optional.empty();
        Optional<SimNode> victim = armed.flatMap(SimAmbush::victim).map(hosts);
        victim.filter(node -> !node.isUp()).ifPresent(this::launch);
        return Evidence.of(victim.isPresent(), armed.map(SimAmbush::facts).orElse(new TreeMap<>()));
    }

    private Evidence start(SortedSet<NodeName> targets) {
        var facts = new TreeMap<String, Object>();
        boolean all = true;
        for (NodeName target : targets) {
            SimNode node = hosts.apply(target);
            Optional<String> refused = node.isUp() ? Optional.of("was running") : launch(node);
            all &= refused.isEmpty();
            facts.put(target.value(), refused.orElse("runs again"));
        }
        return new Evidence(all && !targets.isEmpty(), facts);
    }

    private Evidence skew(SortedSet<NodeName> targets, Skew skew) {
        var facts = new TreeMap<String, Object>();
        boolean all = !targets.isEmpty();
        for (NodeName target : targets) {
            SimClock clock = hosts.apply(target).clock();
            SimClock.Offset before = clock.offset();
            clock.set(skew);
            all &= !clock.offset().equals(before);
            facts.put(target.value(), clock.offset().text());
        }
        return new Evidence(all, facts);
    }

    private Evidence resetClocks() {
        var facts = new TreeMap<String, Object>();
        for (SimNode node : everybody.get()) {
            SimClock.Offset before = node.clock().offset();
            if (!before.isRight()) {
                facts.put(node.name().value(), "was " + before.text());
            }
            node.clock().reset();
        }
        return new Evidence(!facts.isEmpty(), facts);
    }

    private Evidence pause(SortedSet<NodeName> targets) {
        return each(targets, node -> node.isUp() && !node.isPaused(), SimNode::pause, "stopped");
    }

    private Evidence resume(SortedSet<NodeName> targets) {
        return each(targets, SimNode::isPaused, SimNode::resume, "runs on");
    }

    private Evidence each(
            SortedSet<NodeName> targets, Predicate<SimNode> applies, Consumer<SimNode> action, String done) {
        var facts = new TreeMap<String, Object>();
        boolean all = !targets.isEmpty();
        for (NodeName target : targets) {
            SimNode node = hosts.apply(target);
            boolean fits = applies.test(node);
            action.accept(node);
            all &= fits;
            facts.put(target.value(), fits ? done : "was not in the state for it");
        }
        return new Evidence(all, facts);
    }
}
