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

    private final Optional<String> events;
    private final SortedMap<NodeName, Node> nodes;
    private Optional<Snare> laid = Optional.empty();

    /** @param events where in its container a node tells what happens to it */
    Ambush(Optional<String> events, SortedMap<NodeName, Node> nodes) {
        this.events = events;
        this.nodes = nodes;
    }

    /** What came of it: whom it struck. */
    record Outcome(Optional<NodeName> victim, SortedMap<String, Object> facts) {}

    /** Waits for this from now on, at every node that runs. */
    Evidence arm(Occasion occasion) {
        disarm();
        if (events.isEmpty()) {
            return Evidence.failure("the nodes do not tell what happens to them");
        }
        List<Node> running = nodes.values().stream()
                .filter(node -> node.running() && !node.paused())
                .toList();
        var snare = new Snare(occasion);
        laid = Optional.of(snare);
        List<Tail> tails = AtOnce.map(running, node -> Tail.follow(node, events.get(), line -> snare.told(node, line)));
        snare.watch(tails);
        String watched = String.join(
                " ", running.stream().map(node -> node.name().value()).toList());
        return Evidence.of(!running.isEmpty(), Map.of("armed", watched));
    }

    /** Waits for nothing any more. */
    Outcome disarm() {
        Outcome outcome = laid.map(Snare::end).orElse(new Outcome(Optional.empty(), new TreeMap<>()));
        laid = Optional.empty();
        return outcome;
    }

    /** One wait for one occasion. */
    private static final class Snare {

        private final Occasion occasion;
        private final List<Tail> tails = new ArrayList<>();
        private final SortedMap<String, Object> facts = new TreeMap<>();
        private Optional<NodeName> victim = Optional.empty();
        private boolean over;

        Snare(Occasion occasion) {
            this.occasion = occasion;
        }

        synchronized void watch(List<Tail> more) {
            tails.addAll(more);
        }

        void told(Node node, String line) {
            if (isIt(line) && struck(node, line)) {
                Thread.startVirtualThread(() -> strike(node));
            }
        }

        private boolean isIt(String line) {
            return switch (occasion) {
                case ELECTION -> line.contains("\"event\":\"role\"") && line.contains("\"to\":\"candidate\"");
                case VICTORY -> line.contains("\"event\":\"role\"") && line.contains("\"to\":\"leader\"");
                case SNAPSHOT -> line.contains("\"event\":\"snapshot-sending\"");
            };
        }

        private synchronized boolean struck(Node node, String line) {
            if (over) {
                return false;
            }
            over = true;
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

        synchronized Outcome end() {
            over = true;
            tails.forEach(Tail::close);
            return new Outcome(victim, Collections.unmodifiableSortedMap(new TreeMap<>(facts)));
        }
    }
}
