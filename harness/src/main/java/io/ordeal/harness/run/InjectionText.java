package io.ordeal.harness.run;

import static java.util.stream.Collectors.joining;

import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.fault.Injection.Ambush;
import io.ordeal.nemesis.fault.Injection.Cut;
import io.ordeal.nemesis.fault.Injection.Disarm;
import io.ordeal.nemesis.fault.Injection.Heal;
import io.ordeal.nemesis.fault.Injection.Kill;
import io.ordeal.nemesis.fault.Injection.Pause;
import io.ordeal.nemesis.fault.Injection.ResetClocks;
import io.ordeal.nemesis.fault.Injection.Resume;
import io.ordeal.nemesis.fault.Injection.SkewClocks;
import io.ordeal.nemesis.fault.Injection.Start;
import io.ordeal.nemesis.fault.Injection.Terminate;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Injections as one short line. */
final class InjectionText {

    private InjectionText() {}

    static String of(Injection injection, List<NodeName> nodes) {
        return switch (injection) {
            case Cut(Grudge grudge) -> grudge(grudge, nodes);
            case Heal() -> "";
            case Kill(var struck) -> names(struck);
            case Terminate(var struck) -> names(struck);
            case Ambush _, Disarm _ -> "";
            case Start(var down) -> names(down);
            case Pause(var struck) -> names(struck);
            case Resume(var paused) -> names(paused);
            case SkewClocks(var struck, var how) -> names(struck);
            case ResetClocks _ -> "";
        };
    }

    /** Components where there are such, {@code n1 | n2 n3}; else who does not hear whom. */
    private static String grudge(Grudge grudge, List<NodeName> nodes) {
        var components = new ArrayList<List<NodeName>>();
        for (NodeName node : nodes) {
            components.stream()
                    .filter(component -> !apart(grudge, component.getFirst(), node))
                    .findFirst()
                    .ifPresentOrElse(
                            component -> component.add(node), () -> components.add(new ArrayList<>(List.of(node))));
        }
        return Grudge.between(components).equals(grudge)
                ? components.stream().map(InjectionText::names).collect(joining(" | "))
                : grudge.ignored().entrySet().stream()
                        .map(deaf -> deaf.getKey() + " ignores " + names(deaf.getValue()))
                        .collect(joining(", "));
    }

    private static boolean apart(Grudge grudge, NodeName one, NodeName other) {
        return grudge.cuts(one, other) || grudge.cuts(other, one);
    }

    private static String names(Collection<NodeName> nodes) {
        return nodes.isEmpty() ? "nobody" : nodes.stream().map(NodeName::value).collect(joining(" "));
    }
}
