package io.ordeal.nemesis.topology;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who refuses to hear whom: for each node, those whose packets it drops. Directed, so that a one-way partition needs
 * no special case. After Jepsen's grudges.
 */
public record Grudge(SortedMap<NodeName, SortedSet<NodeName>> ignored) {

    public Grudge {
        var copy = new TreeMap<NodeName, SortedSet<NodeName>>();
        for (Map.Entry<NodeName, SortedSet<NodeName>> entry : ignored.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                copy.put(entry.getKey(), Collections.unmodifiableSortedSet(new TreeSet<>(entry.getValue())));
            }
        }
        ignored = Collections.unmodifiableSortedMap(copy);
    }

    /** Nobody hears anybody of another component. */
    public static Grudge between(List<? extends Collection<NodeName>> components) {
        var everybody = new TreeSet<NodeName>();
        components.forEach(everybody::addAll);
        var ignored = new TreeMap<NodeName, SortedSet<NodeName>>();
        for (Collection<NodeName> component : components) {
            var strangers = new TreeSet<>(everybody);
            strangers.removeAll(component);
            component.forEach(node -> ignored.put(node, strangers));
        }
        return new Grudge(ignored);
    }

    /** Whether packets from {@code from} to {@code to} are dropped. */
    public boolean cuts(NodeName from, NodeName to) {
        return ignored.getOrDefault(to, Collections.emptySortedSet()).contains(from);
    }
}
