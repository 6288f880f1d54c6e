package io.ordeal.docker;

import static java.util.stream.Collectors.joining;

import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.fault.Skew;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/** Carries injections out on containers, one after the other, and looks at what came of them. Blocks meanwhile. */
final class Injector {

    private static final Grudge NOBODY = new Grudge(new TreeMap<>());
    private static final Duration START_LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private final SortedMap<NodeName, Node> nodes;
    private final Ambush ambush;
    private final SortedMap<String, Long> dropped = new TreeMap<>();
    private Grudge grudge = NOBODY;

    Injector(SortedMap<NodeName, Node> nodes, Ambush ambush) {
        this.nodes = nodes;
        this.ambush = ambush;
    }

    Evidence inject(Injection injection) {
        try {
            return switch (injection) {
                case Injection.Cut(Grudge wanted) -> cut(wanted);
                case Injection.Heal() -> heal();
                case Injection.Kill(SortedSet<NodeName> names) -> each(names, Injector::kill);
                case Injection.Terminate(SortedSet<NodeName> names) -> each(names, Injector::terminate);
                case Injection.Ambush(Fault.Occasion occasion) -> ambush.arm(occasion);
                case Injection.Disarm() -> disarm();
                case Injection.Start(SortedSet<NodeName> names) -> each(names, Injector::start);
                case Injection.SkewClocks(SortedSet<NodeName> names, Skew skew) ->
                    each(names, node -> skew(node, skew));
                case Injection.ResetClocks() -> resetClocks();
                case Injection.Pause(SortedSet<NodeName> names) -> each(names, Injector::pause);
                case Injection.Resume(SortedSet<NodeName> names) -> each(names, Injector::resume);
            };
        } catch (RuntimeException e) {
            return Evidence.failure(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private Evidence cut(Grudge wanted) {
        List<String> failures = replaceBy(wanted);
        if (!failures.isEmpty()) {
            return Evidence.failure(String.join("; ", failures));
        }
        int links = wanted.ignored().values().stream().mapToInt(Set::size).sum();
        return Evidence.of(links > 0, Map.of("links", links));
    }

    private Evidence heal() {
        List<String> failures = replaceBy(NOBODY);
        if (!failures.isEmpty()) {
            return Evidence.failure(String.join("; ", failures));
        }
        long total = dropped.values().stream().mapToLong(Long::longValue).sum();
        var facts = new TreeMap<String, Object>(dropped);
        facts.put("dropped", total);
        dropped.clear();
        return Evidence.of(total > 0, facts);
    }

    /** First all rules, then all connections, so that no end of one is reset while the other end does not hear of it. */
    private List<String> replaceBy(Grudge wanted) {
        count();
        List<String> failures =
                AtOnce.map(nodes.values(), node -> node.filter().replace(rulesOf(node, wanted))).stream()
                        .flatMap(Optional::stream)
                        .toList();
        Grudge former = grudge;
        grudge = wanted;
        AtOnce.each(
                nodes.values(),
                node -> node.filter()
                        .reset(nodes.values().stream()
                                .filter(other -> divided(former, node, other) && !divided(wanted, node, other))
                                .map(other -> other.member().address())
                                .toList()));
        return failures;
    }

    private static boolean divided(Grudge grudge, Node one, Node other) {
        return grudge.cuts(one.name(), other.name()) || grudge.cuts(other.name(), one.name());
    }

    private List<PacketFilter.Rule> rulesOf(Node node, Grudge wanted) {
        return nodes.values().stream()
                .filter(other -> wanted.cuts(other.name(), node.name()))
                .map(other -> new PacketFilter.Rule(other.member().address(), wanted.cuts(node.name(), other.name())))
                .toList();
    }

    /** Adds what has been dropped by the rules of now, link by link, before they go. */
    private void count() {
        AtOnce.map(nodes.values(), node -> {
                    Map<String, Long> seen = node.filter().dropped();
                    var links = new TreeMap<String, Long>();
                    nodes.values().stream()
                            .filter(other -> seen.containsKey(other.member().address()))
                            .forEach(other -> links.put(
                                    "dropped %s->%s".formatted(other.name(), node.name()),
                                    seen.getOrDefault(other.member().address(), 0L)));
                    return links;
                })
                .forEach(links -> links.forEach((link, count) -> dropped.merge(link, count, Long::sum)));
    }

    /** What became of one node, and whether that was what the injection is for. */
    private record Effect(NodeName node, boolean real, String fact) {}

    private Evidence each(Collection<NodeName> names, Function<Node, Effect> work) {
        List<Node> struck = new ArrayList<>();
        for (NodeName name : names) {
            Node node = nodes.get(name);
            if (node == null) {
                return Evidence.failure("there is no node " + name);
            }
            struck.add(node);
        }
        List<Effect> effects = AtOnce.map(struck, work);
        var facts = new TreeMap<String, Object>();
        effects.forEach(effect -> facts.put(effect.node().value(), effect.fact()));
        return Evidence.of(!effects.isEmpty() && effects.stream().allMatch(Effect::real), facts);
    }

    private Evidence disarm() {
        Ambush.Outcome outcome = ambush.disarm();
        outcome.victim()
                .flatMap(name -> Optional.ofNullable(nodes.get(name)))
                .filter(node -> !node.running())
                .ifPresent(Injector::start);
        return Evidence.of(outcome.victim().isPresent(), outcome.facts());
    }

    private static Effect kill(Node node) {
        return end(node, "KILL");
    }

    private static Effect terminate(Node node) {
        return end(node, "TERM");
    }

    private static Effect end(Node node, String signal) {
        if (!node.running()) {
            return new Effect(node.name(), false, "was down already");
        }
        try {
            node.end(signal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var state = node.state();
        boolean gone = !Boolean.TRUE.equals(state.getRunning());
        return new Effect(
                node.name(), gone, gone ? "gone, exit code %d".formatted(state.getExitCodeLong()) : "still there");
    }

    /** A node that has no majority around it may run without answering, so an answer is not insisted upon. */
    private static Effect start(Node node) {
        if (node.running()) {
            return new Effect(node.name(), false, "was running already");
        }
        node.start();
        long began = System.nanoTime();
        Duration waited = Duration.ZERO;
        while (waited.compareTo(START_LIMIT) < 0) {
            if (node.standing().isPresent()) {
                return new Effect(node.name(), true, "answers after %d ms".formatted(waited.toMillis()));
            }
            if (!node.running()) {
                String said = node.lastWords(5).stream().collect(joining(" | "));
                return new Effect(node.name(), false, "ended at once: " + said);
            }
            Pacing.pause(POLL);
            waited = Duration.ofNanos(System.nanoTime() - began);
        }
        return new Effect(node.name(), true, "runs, but has not answered in %d ms".formatted(waited.toMillis()));
    }

    private static Effect skew(Node node, Skew skew) {
        Optional<NodeClock.Offset> before = node.clock().measure();
        Optional<String> problem = node.clock().set(skew);
        if (problem.isPresent()) {
            return new Effect(node.name(), false, problem.get());
        }
        Optional<NodeClock.Offset> after = node.clock().measure();
        boolean real = before.isPresent()
                && after.filter(offset -> offset.shows(skew, before.get())).isPresent();
        return new Effect(node.name(), real, after.map(NodeClock.Offset::text).orElse("its process does not answer"));
    }

    private Evidence resetClocks() {
        List<Effect> effects = AtOnce.map(nodes.values(), Injector::resetClock);
        var facts = new TreeMap<String, Object>();
        effects.stream()
                .filter(effect -> !effect.fact().isEmpty())
                .forEach(effect -> facts.put(effect.node().value(), effect.fact()));
        return Evidence.of(effects.stream().anyMatch(Effect::real), facts);
    }

    /** Who was right already has nothing to tell. */
    private static Effect resetClock(Node node) {
        Optional<NodeClock.Offset> before = node.clock().measure().filter(offset -> !offset.isRight());
        Optional<String> problem = node.clock().problem().isPresent()
                ? Optional.empty()
                : node.clock().reset();
        String fact = before.map(offset -> "was " + offset.text()).orElse("");
        return new Effect(node.name(), before.isPresent() && problem.isEmpty(), problem.orElse(fact));
    }

    private static Effect pause(Node node) {
        if (!node.running() || node.paused()) {
            return new Effect(node.name(), false, "was not running");
        }
        node.pause();
        boolean paused = node.paused();
        return new Effect(node.name(), paused, paused ? "stopped" : "still running");
    }

    private static Effect resume(Node node) {
        if (!node.paused()) {
            return new Effect(node.name(), false, "was not stopped");
        }
        node.resume();
        boolean resumed = !node.paused();
        return new Effect(node.name(), resumed, resumed ? "goes on" : "still stopped");
    }
}
