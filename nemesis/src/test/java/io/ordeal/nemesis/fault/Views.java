package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clusters of n1, n2 and so on for tests. */
final class Views {

    private Views() {}

    static View healthy(int size, String... leaders) {
        return new View(nodes(size), List.copyOf(names(leaders)), names(), names());
    }

    static View with(int size, SortedSet<NodeName> down, SortedSet<NodeName> paused, String... leaders) {
        return new View(nodes(size), List.copyOf(names(leaders)), down, paused);
    }

    static List<NodeName> nodes(int size) {
        return IntStream.rangeClosed(1, size)
                .mapToObj(number -> new NodeName("n" + number))
                .toList();
    }

    static SortedSet<NodeName> names(String... names) {
        return Arrays.stream(names).map(NodeName::new).collect(Collectors.toCollection(TreeSet::new));
    }
}
