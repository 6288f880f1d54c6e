package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Target.All;
import io.ordeal.nemesis.fault.Target.Leader;
import io.ordeal.nemesis.fault.Target.Majority;
import io.ordeal.nemesis.fault.Target.Minority;
import io.ordeal.nemesis.fault.Target.Named;
import io.ordeal.nemesis.fault.Target.One;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a fault comes to in the cluster as it is now. A pure function of the fault, the view and the random source.
 *
 * @param remark what is not as the fault names it, such as a random node that stands in for an unknown leader
 */
public record Resolution(Injection injection, Optional<String> remark) {

    /**
     * Picks nodes that the fault can still do something to: nobody is killed twice, or paused while down. That may
     * leave nobody at all.
     *
     * @throws IllegalArgumentException when the fault names a node that the cluster does not have
     */
    public static Resolution of(Fault fault, View view, RandomGenerator random) {
        return switch (fault) {
            case Fault.Partition(Division division) -> partition(division, view, random);
            case Fault.Heal() -> plain(new Injection.Heal());
            case Fault.Kill(Target target) -> on(pick(target, view, view.up(), random), Injection.Kill::new);
            case Fault.Terminate(Target target) ->
                on(pick(target, view, view.running(), random), Injection.Terminate::new);
            case Fault.Ambush(Fault.Occasion occasion) -> plain(new Injection.Ambush(occasion));
            case Fault.Disarm() -> plain(new Injection.Disarm());
            case Fault.Start() -> plain(new Injection.Start(view.down()));
            case Fault.Pause(Target target) -> on(pick(target, view, view.running(), random), Injection.Pause::new);
            case Fault.Resume() -> plain(new Injection.Resume(view.paused()));
            case Fault.SkewClocks(Target target, Skew how) ->
                on(pick(target, view, view.up(), random), nodes -> new Injection.SkewClocks(nodes, how));
            case Fault.ResetClocks() -> plain(new Injection.ResetClocks());
        };
    }

    private static Resolution plain(Injection injection) {
        return new Resolution(injection, Optional.empty());
    }

    private static Resolution on(Pick pick, Function<SortedSet<NodeName>, Injection> injection) {
        return new Resolution(injection.apply(pick.nodes()), pick.remark());
    }

    private static Resolution partition(Division division, View view, RandomGenerator random) {
        return switch (division) {
            case Shape shape -> partition(shape, view, random);
            case Division.Groups(List<List<NodeName>> groups) -> {
                var all = new ArrayList<>(groups);
                view.nodes().stream()
                        .filter(node -> groups.stream().noneMatch(group -> group.contains(node)))
                        .forEach(loner -> all.add(List.of(loner)));
                yield plain(new Injection.Cut(Grudge.between(all)));
            }
            case Division.Links(List<Division.Link> links) -> plain(new Injection.Cut(Shapes.along(links)));
        };
    }

    private static Resolution partition(Shape shape, View view, RandomGenerator random) {
        List<NodeName> nodes = shuffled(view.nodes(), random);
        Pick struck = shape.aimsAtLeader() ? leader(view, view.up(), random) : one(nodes);
        if (struck.nodes().isEmpty()) {
            struck = one(nodes);
        }
        return new Resolution(
                new Injection.Cut(Shapes.grudge(shape, nodes, struck.nodes().first(), random)), struck.remark());
    }

    private record Pick(SortedSet<NodeName> nodes, Optional<String> remark) {}

    private static Pick pick(Target target, View view, SortedSet<NodeName> candidates, RandomGenerator random) {
        List<NodeName> drawn = shuffled(candidates, random);
        return switch (target) {
            case Named(NodeName node) -> named(node, view, candidates);
            case Leader() -> leader(view, candidates, random);
            case One() -> one(drawn);
            case Minority() -> new Pick(minority(view, drawn), Optional.empty());
            case Majority() -> first(view.majority(), drawn);
            case All() -> first(drawn.size(), drawn);
        };
    }

    private static Pick named(NodeName node, View view, SortedSet<NodeName> candidates) {
        if (!view.nodes().contains(node)) {
            throw new IllegalArgumentException("there is no node %s among %s".formatted(node, view.nodes()));
        }
        return candidates.contains(node)
                ? first(1, List.of(node))
                : new Pick(new TreeSet<>(), Optional.of(node + " is down or paused already"));
    }

    private static Pick leader(View view, Set<NodeName> candidates, RandomGenerator random) {
        Optional<NodeName> leader =
                view.leaders().stream().filter(candidates::contains).findFirst();
        if (leader.isPresent()) {
            return first(1, List.of(leader.get()));
        }
        Pick stranger = one(shuffled(candidates, random));
        return new Pick(stranger.nodes(), Optional.of("no leader known, a node at random instead"));
    }

    private static Pick one(List<NodeName> drawn) {
        return first(Math.min(1, drawn.size()), drawn);
    }

    private static Pick first(int count, List<NodeName> drawn) {
        return new Pick(new TreeSet<>(drawn.subList(0, Math.min(count, drawn.size()))), Optional.empty());
    }

    /** Nodes that are out already count: with one of five down, one more may go. */
    private static SortedSet<NodeName> minority(View view, List<NodeName> drawn) {
        var out = new TreeSet<>(view.down());
        out.addAll(view.paused());
        var chosen = new TreeSet<NodeName>();
        for (NodeName node : drawn) {
            if (out.contains(node) || out.size() < view.nodes().size() - view.majority()) {
                out.add(node);
                chosen.add(node);
            }
        }
        return chosen;
    }

    private static List<NodeName> shuffled(Iterable<NodeName> nodes, RandomGenerator random) {
        var list = new ArrayList<NodeName>();
        nodes.forEach(list::add);
        Collections.shuffle(list, random);
        return list;
    }
}
