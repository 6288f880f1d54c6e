package io.ordeal.nemesis.topology;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of a cluster at one moment; symbolic targets are resolved against it.
 *
 * @param nodes every node, in order
 * @param leaders the nodes that say they lead, the one with the highest term first; empty when none does
 * @param down nodes whose process does not run
 * @param paused nodes whose process is stopped
 */
public record View(List<NodeName> nodes, List<NodeName> leaders, SortedSet<NodeName> down, SortedSet<NodeName> paused) {

    public View {
        nodes = List.copyOf(nodes);
        leaders = List.copyOf(leaders);
        down = Collections.unmodifiableSortedSet(new TreeSet<>(down));
        paused = Collections.unmodifiableSortedSet(new TreeSet<>(paused));
    }

    /** The smallest number of nodes that is more than half of them. */
    public int majority() {
        return nodes.size() / 2 + 1;
    }

    /** Nodes whose process exists, paused or not. */
    public SortedSet<NodeName> up() {
        var up = new TreeSet<>(nodes);
        up.removeAll(down);
        return up;
    }

    /** Nodes that are neither down nor paused. */
    public SortedSet<NodeName> running() {
        var running = up();
        running.removeAll(paused);
        return running;
    }
}
