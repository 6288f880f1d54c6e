package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.NodeName;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which nodes a fault calls by name. */
final class Names {

    private Names() {}

    static SortedSet<NodeName> of(Fault fault) {
        return switch (fault) {
            case Fault.Partition(Division division) -> of(division);
            case Fault.Kill(Target target) -> of(target);
            case Fault.Terminate(Target target) -> of(target);
            case Fault.Pause(Target target) -> of(target);
            case Fault.SkewClocks(Target target, Skew _) -> of(target);
            case Fault.Ambush _, Fault.Heal _, Fault.Start _, Fault.Disarm _, Fault.Resume _, Fault.ResetClocks _ ->
                new TreeSet<>();
        };
    }

    private static SortedSet<NodeName> of(Target target) {
        return target instanceof Target.Named(NodeName node) ? new TreeSet<>(List.of(node)) : new TreeSet<>();
    }

    private static SortedSet<NodeName> of(Division division) {
        var names = new TreeSet<NodeName>();
        switch (division) {
            case Shape _ -> {}
            case Division.Groups(var groups) -> groups.forEach(names::addAll);
            case Division.Links(var links) ->
                links.stream()
                        .flatMap(link -> Stream.of(link.from(), link.to()))
                        .forEach(names::add);
        }
        return names;
    }
}
