package io.ordeal.docker;

import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault.Occasion;
import io.ordeal.nemesis.topology.NodeName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lies in wait until a node tells in its event log that something happens to it, and kills it then. It strikes once. */
final class Ambush {

    private final Engine engine;
    private final Optional<String> events;
    private final SortedMap<NodeName, Node> nodes;
    private final List<Tail> tails = new ArrayList<>();
    private final SortedMap<String, Object> facts = new TreeMap<>();
    private Optional<NodeName> victim = Optional.empty();
    private boolean armed;

    /** @param events where in its container a node tells what happens to it */
    Ambush(Engine engine, Optional<String> events, SortedMap<NodeName, Node> nodes) {
        this.engine = engine;
        this.events = events;
        this.nodes = nodes;
    }

    /** What came of it: whom it struck. */
    record Outcome(Optional<NodeName> victim, SortedMap<String, Object> facts) {}

    /** Waits for this from now on, at every node that runs. */
    synchronized Evidence arm(Occasion occasion) {
        disarm();
        if (events.isEmpty()) {
            return Evidence.failure("the nodes do not tell what happens to them");
        }
        List<Node> running = nodes.values().stream()
                .filter(node -> node.running() && !node.paused())
                .toList();
        armed = true;
        tails.addAll(AtOnce.map(
                running,
                node -> Tail.follow(engine, node.container(), events.get(), line -> told(occasion, node, line))));
        String watched = String.join(" ", running.stream().map(node -> node.name().value()).toList());
        return Evidence.of(!running.isEmpty(), Map.of("armed", watched));
    }

    private void told(Occasion occasion, Node node, String line) {
        if (isIt(occasion, line) && struck(node, line)) {
            Thread.startVirtualThread(() -> strike(node));
        }
    }

    private synchronized boolean struck(Node node, String line) {
        if (!armed) {
            return false;
        }
        armed = false;
        victim = Optional.of(node.name());
        facts.put("victim", node.name().value());
        facts.put("at", line);
        return true;
    }

    private void strike(Node node) {
        String done;
        try {
            node.end("KILL");
            done = "process gone";
        } catch (IOException | RuntimeException e) {
            done = "it could not be killed: " + e.getMessage();
        }
        synchronized (this) {
            facts.put("done", done);
        }
    }

    private static boolean isIt(Occasion occasion, String line) {
        return switch (occasion) {
            case ELECTION -> line.contains("\"event\":\"role\"") && line.contains("\"to\":\"candidate\"");
            case VICTORY -> line.contains("\"event\":\"role\"") && line.contains("\"to\":\"leader\"");
            case SNAPSHOT -> line.contains("\"event\":\"snapshot-sending\"");
        };
    }

    /** Waits for nothing any more. */
    synchronized Outcome disarm() {
        armed = false;
        tails.forEach(Tail::close);
        tails.clear();
        var outcome = new Outcome(victim, Collections.unmodifiableSortedMap(new TreeMap<>(facts)));
        victim = Optional.empty();
        facts.clear();
        return outcome;
    }
}
