package io.ordeal.harness.sim;

import io.ordeal.nemesis.fault.Fault.Occasion;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition;
import io.ordeal.server.events.Transition.Part;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lies in wait until something happens to some node. It strikes once. */
final class SimAmbush {

    private final Occasion occasion;
    private final SortedMap<String, Object> facts = new TreeMap<>();
    private Optional<NodeName> victim = Optional.empty();

    SimAmbush(Occasion occasion) {
        this.occasion = occasion;
    }

    /** Whether this is what it waits for. */
    boolean waitsFor(Occurrence occurrence) {
        return isIt(occurrence.transition());
    }

    private boolean isIt(Transition transition) {
        return switch (occasion) {
            case ELECTION -> transition instanceof Transition.RoleChanged(var _, Part to) && to == Part.CANDIDATE;
            case VICTORY -> transition instanceof Transition.RoleChanged(var _, Part to) && to == Part.LEADER;
            case SNAPSHOT -> transition instanceof Transition.SnapshotSending;
        };
    }

    /** Whether it has not struck before. */
    boolean strike(NodeName node, Occurrence occurrence) {
        if (victim.isPresent()) {
            return false;
        }
        victim = Optional.of(node);
        facts.put("victim", node.value());
        facts.put("at", occurrence.line().strip());
        return true;
    }

    void struck(String fact) {
        facts.put("done", fact);
    }

    Optional<NodeName> victim() {
        return victim;
    }

    SortedMap<String, Object> facts() {
        return facts;
    }
}
