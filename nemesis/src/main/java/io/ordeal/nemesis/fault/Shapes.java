package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Fault.Shape;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The grudges that make the shapes of partitions. */
final class Shapes {

    private Shapes() {}

    /**
     * Too few nodes for a shape leave nothing to cut.
     *
     * @param nodes all of them, shuffled
     * @param struck the one node that matters, in shapes that have one
     */
    static Grudge grudge(Shape shape, List<NodeName> nodes, NodeName struck) {
        List<NodeName> others = without(nodes, struck);
        return switch (shape) {
            case HALVES -> Grudge.between(halves(nodes));
            case ISOLATE_ONE, ISOLATE_LEADER -> Grudge.between(List.of(List.of(struck), others));
            case MAJORITIES_RING -> ring(nodes);
            case BRIDGE -> Grudge.between(halves(others));
            case LEADER_DEAF -> deaf(List.of(struck), others);
            case LEADER_MUTE -> deaf(others, List.of(struck));
        };
    }

    private static List<List<NodeName>> halves(List<NodeName> nodes) {
        int half = nodes.size() / 2;
        return List.of(nodes.subList(0, half), nodes.subList(half, nodes.size()));
    }

    /**
     * In a ring, everybody sees itself and as many on either side as make a majority. Both directions, so that two nodes
     * that see each other can also talk. A ring of three would be whole, so its last link is cut.
     */
    private static Grudge ring(List<NodeName> nodes) {
        int size = nodes.size();
        int reach = (size / 2 + 1) / 2;
        var ignored = new TreeMap<NodeName, SortedSet<NodeName>>();
        for (int here = 0; here < size; here++) {
            var strangers = new TreeSet<NodeName>();
            for (int there = 0; there < size; there++) {
                int steps = Math.abs(here - there);
                boolean lastLink = size == 3 && steps == 2;
                if (lastLink || Math.min(steps, size - steps) > reach) {
                    strangers.add(nodes.get(there));
                }
            }
            ignored.put(nodes.get(here), strangers);
        }
        return new Grudge(ignored);
    }

    private static Grudge deaf(List<NodeName> listeners, List<NodeName> unheard) {
        var ignored = new TreeMap<NodeName, SortedSet<NodeName>>();
        listeners.forEach(node -> ignored.put(node, new TreeSet<>(unheard)));
        return new Grudge(ignored);
    }

    private static List<NodeName> without(List<NodeName> nodes, NodeName one) {
        return nodes.stream().filter(node -> !node.equals(one)).toList();
    }
}
