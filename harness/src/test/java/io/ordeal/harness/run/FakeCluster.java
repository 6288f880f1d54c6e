package io.ordeal.harness.run;

import io.ordeal.harness.sim.VirtualTimeline;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Nodes that share one map in memory, which is as linearizable as can be, on a virtual timeline. A node that is paused,
 * or cut off from the majority, holds its calls until that is over.
 */
public final class FakeCluster implements Cluster {

    /** In what way it is broken. */
    public enum Flaw {
        NONE,
        /** Every so often a read tells what was there before the last change. */
        STALE_READS,
        /** Faults do nothing to it. */
        INVULNERABLE,
        /** It never answers. */
        MUTE,
        /** Every compare-and-set fails. */
        NO_CAS
    }

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SplittableRandom random;
    private final Flaw flaw;
    private final List<NodeName> nodes;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> before = new TreeMap<>();
    private final TreeSet<NodeName> down = new TreeSet<>();
    private final TreeSet<NodeName> paused = new TreeSet<>();
    private final List<Runnable> held = new ArrayList<>();
    private Grudge grudge = new Grudge(new TreeMap<>());
    private long dropped;

    public FakeCluster(int nodes, Flaw flaw, long seed) {
        this.nodes = IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> new NodeName("n" + number))
                .toList();
        this.flaw = flaw;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<NodeName> nodes() {
        return nodes;
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public Wire connect(NodeName node) {
        return new FakeWire(node);
    }

    @Override
    public void observe(Consumer<View> seen) {
        var leaders =
                nodes.stream().filter(node -> !down.contains(node)).limit(1).toList();
        later(() -> seen.accept(new View(nodes, leaders, down, paused)));
    }

    @Override
    public Optional<String> refusal(Fault fault) {
        return Optional.empty();
    }

    @Override
    public void inject(Injection injection, Consumer<Evidence> done) {
        later(() -> done.accept(flaw == Flaw.INVULNERABLE ? Evidence.of(false, Map.of()) : injected(injection)));
    }

    private Evidence injected(Injection injection) {
        Evidence evidence = switch (injection) {
            case Injection.Cut(Grudge cut) -> {
                grudge = cut;
                dropped = 0;
                yield Evidence.of(true, Map.of("links", (long) cut.ignored().size()));
            }
            case Injection.Heal() -> {
                grudge = new Grudge(new TreeMap<>());
                yield Evidence.of(dropped > 0, Map.of("dropped", dropped));
            }
            case Injection.Kill(var struck) -> Evidence.of(down.addAll(struck), Map.of("gone", struck.toString()));
            case Injection.Terminate(var struck) -> Evidence.of(down.addAll(struck), Map.of());
            case Injection.Ambush _ -> Evidence.of(true, Map.of());
            case Injection.Disarm() -> Evidence.of(false, Map.of());
            case Injection.SkewClocks _, Injection.ResetClocks _ -> Evidence.of(true, Map.of());
            case Injection.Start(var started) -> Evidence.of(down.removeAll(started), Map.of());
            case Injection.Pause(var struck) -> Evidence.of(paused.addAll(struck), Map.of());
            case Injection.Resume(var resumed) -> Evidence.of(paused.removeAll(resumed), Map.of());
        };
        var again = List.copyOf(held);
        held.clear();
        again.forEach(Runnable::run);
        return evidence;
    }

    @Override
    public void close() {}

    private void later(Runnable action) {
        timeline.schedule(Duration.ofNanos(random.nextLong(500_000, 5_000_000)), action);
    }

    private boolean stuck(NodeName node) {
        long heard = nodes.stream().filter(other -> !grudge.cuts(other, node)).count();
        return paused.contains(node) || heard <= nodes.size() / 2;
    }

    private final class FakeWire implements Wire {

        private final NodeName node;
        private boolean closed;

        FakeWire(NodeName node) {
            this.node = node;
        }

        @Override
        public void send(Call call, Consumer<Reply> done) {
            later(() -> arrive(
                    call,
                    reply -> later(() -> {
                        if (!closed) {
                            done.accept(reply);
                        }
                    })));
        }

        private void arrive(Call call, Consumer<Reply> done) {
            if (down.contains(node)) {
                done.accept(new Reply.Refused(node + " is down"));
            } else if (stuck(node)) {
                dropped++;
                held.add(() -> arrive(call, done));
            } else if (flaw != Flaw.MUTE) {
                done.accept(answer(call));
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Reply answer(Call call) {
        String key = call.target().split("\\?", 2)[0];
        if (call.method().equals("GET")) {
            boolean stale = flaw == Flaw.STALE_READS && random.nextInt(20) == 0;
            return answered(200, (stale ? before : values).get(key));
        }
        var form = new TreeMap<String, String>();
        for (String field : call.form().split("&", -1)) {
            form.put(field.split("=", 2)[0], field.split("=", 2)[1]);
        }
        String there = values.get(key);
        String expected = form.getOrDefault("prevValue", "");
        if (form.containsKey("prevValue") && (flaw == Flaw.NO_CAS || !expected.equals(there))) {
            return there == null
                    ? answered(404, null)
                    : new Reply.Answered(412, new TreeMap<>(), "{\"errorCode\":101}");
        }
        if (there != null) {
            before.put(key, there);
        }
        values.put(key, form.get("value"));
        return answered(200, form.get("value"));
    }

    private static Reply answered(int status, @org.jspecify.annotations.Nullable String value) {
        return value == null
                ? new Reply.Answered(404, new TreeMap<>(), "{\"errorCode\":100,\"message\":\"Key not found\"}")
                : new Reply.Answered(status, new TreeMap<>(), "{\"node\":{\"value\":\"" + value + "\"}}");
    }
}
