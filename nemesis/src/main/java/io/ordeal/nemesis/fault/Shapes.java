package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The grudges that make the shapes of partitions. */
final class Shapes {

    private Shapes() {}

    /**
     * Too few nodes for a shape leave nothing to cut.
     *
     * @param nodes all of them, shuffled
     * @param struck the one node that matters, in shapes that have one
     */
    static Grudge grudge(Shape shape, List<NodeName> nodes, NodeName struck, RandomGenerator random) {
        List<NodeName> others = without(nodes, struck);
        return switch (shape) {
            case HALVES -> Grudge.between(halves(nodes));
            case MINORITY -> Grudge.between(split(nodes, minority(nodes, random)));
            case ISOLATE_ONE, ISOLATE_LEADER -> Grudge.between(List.of(List.of(struck), others));
            case LEADER_IN_MINORITY ->
                Grudge.between(split(first(struck, others), Math.max(1, (nodes.size() - 1) / 2)));
            case MAJORITIES_RING -> ring(nodes);
            case BRIDGE -> Grudge.between(halves(others));
            case LEADER_DEAF -> deaf(List.of(struck), others);
            case LEADER_MUTE -> deaf(others, List.of(struck));
            case SOME_LINKS -> some(nodes, random);
        };
    }

    private static List<List<NodeName>> halves(List<NodeName> nodes) {
        return split(nodes, nodes.size() / 2);
    }

    private static List<List<NodeName>> split(List<NodeName> nodes, int at) {
        return List.of(nodes.subList(0, at), nodes.subList(at, nodes.size()));
    }

    private static int minority(List<NodeName> nodes, RandomGenerator random) {
        int most = (nodes.size() - 1) / 2;
        return most == 0 ? 0 : random.nextInt(1, most + 1);
    }

    private static List<NodeName> first(NodeName one, List<NodeName> others) {
        var all = new ArrayList<NodeName>();
        all.add(one);
        all.addAll(others);
        return all;
    }

    /** At least one, so that there is something to see. */
    private static Grudge some(List<NodeName> shuffled, RandomGenerator random) {
        var pairs = new ArrayList<Division.Link>();
        for (int one = 0; one < shuffled.size(); one++) {
            for (int other = 0; other < one; other++) {
                boolean ahead = random.nextBoolean();
                NodeName from = shuffled.get(ahead ? one : other);
                pairs.add(new Division.Link(from, shuffled.get(ahead ? other : one)));
            }
        }
        Collections.shuffle(pairs, random);
        return along(pairs.subList(0, (pairs.size() + 1) / 2));
    }

    /** Of these links nothing comes any more. */
    static Grudge along(List<Division.Link> links) {
        var ignored = new TreeMap<NodeName, SortedSet<NodeName>>();
        links.forEach(
                link -> ignored.computeIfAbsent(link.to(), _ -> new TreeSet<>()).add(link.from()));
        return new Grudge(ignored);
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
