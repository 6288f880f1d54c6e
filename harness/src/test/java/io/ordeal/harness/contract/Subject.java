package io.ordeal.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Resolution;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A cluster under test, as whoever stands outside of it sees it. Every question waits for its answer. */
final class Subject implements AutoCloseable {

    /** Nobody is served where a majority cannot be reached, and it takes no longer than this to be sure. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final Cluster cluster;
    private final SplittableRandom random;

    Subject(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new SplittableRandom(seed);
    }

    /** What was done, and what was seen of it. */
    record Done(Resolution resolution, Evidence evidence) {}

    List<NodeName> nodes() {
        return cluster.nodes();
    }

    Optional<String> refusal(Fault fault) {
        return cluster.refusal(fault);
    }

    View view() {
        return await(cluster::observe);
    }

    /** Resolves the fault against the cluster as it is, and injects it. */
    Done inject(Fault fault) {
        var resolution = Resolution.of(fault, view(), random);
        Evidence evidence = await(done -> cluster.inject(resolution.injection(), done));
        return new Done(resolution, evidence);
    }

    Done inject(String fault) {
        return inject(Fault.parse(fault));
    }

    private <T> T await(Consumer<Consumer<T>> question) {
        var answer = new AtomicReference<Optional<T>>(Optional.empty());
        question.accept(told -> answer.set(Optional.of(told)));
        within(LONG, () -> answer.get().isPresent());
        return answer.get().orElseThrow();
    }

    /** Time passes until the condition holds; false if it does not in time. */
    boolean within(Duration limit, BooleanSupplier condition) {
        var over = new AtomicReference<>(false);
        var late = cluster.timeline().schedule(limit, () -> over.set(true));
        boolean met = condition.getAsBoolean();
        while (!over.get() && !met) {
            var looked = new AtomicReference<>(false);
            cluster.timeline().schedule(LOOK, () -> looked.set(true));
            cluster.timeline().runUntil(() -> over.get() || looked.get());
            met = condition.getAsBoolean();
        }
        late.cancel();
        return met;
    }

    void pass(Duration time) {
        within(time, () -> false);
    }

    /** What a node answers; empty if it says nothing in time. */
    Optional<Reply> ask(NodeName node, Call call) {
        var reply = new AtomicReference<Optional<Reply>>(Optional.empty());
        try (Wire wire = cluster.connect(node)) {
            wire.send(call, told -> reply.set(Optional.of(told)));
            within(PATIENCE, () -> reply.get().isPresent());
        }
        return reply.get();
    }

    private boolean isAnswered(NodeName node, Call call) {
        return ask(node, call)
                .filter(reply -> reply instanceof Reply.Answered(int status, var _, var _) && status < 500)
                .isPresent();
    }

    /** Since the cluster began, in its own time. */
    Duration now() {
        return Duration.ofNanos(cluster.timeline().nanos());
    }

    /** Has some node write, that can. */
    void write(String key, String form) {
        boolean written = within(
                LONG,
                () -> nodes().stream().anyMatch(node -> isAnswered(node, new Call("PUT", "/v2/keys/" + key, form))));
        assertThat(written).as("%s is written", key).isTrue();
    }

    /** Whether the key is there, by a node that reaches a majority. */
    boolean has(String key) {
        for (NodeName node : nodes()) {
            if (ask(node, new Call("GET", "/v2/keys/" + key + "?quorum=true", ""))
                            .orElse(new Reply.Lost(""))
                    instanceof Reply.Answered(int status, var _, var _)) {
                if (status == 200 || status == 404) {
                    return status == 200;
                }
            }
        }
        throw new AssertionError("nobody can tell whether " + key + " is there");
    }

    /** Whether the node answers from what it has itself. */
    boolean isAlive(NodeName node) {
        return isAnswered(node, new Call("GET", "/v2/keys/", ""));
    }

    /** Whether the node reaches a majority. */
    boolean serves(NodeName node) {
        return isAnswered(node, new Call("GET", "/v2/keys/?quorum=true", ""));
    }

    /** Every node serves again, and takes writes. */
    void demandHealth(Duration limit, String after) {
        long begun = cluster.timeline().nanos();
        for (NodeName node : nodes()) {
            while (!isAnswered(node, new Call("PUT", "/v2/keys/health", "value=1")) || !serves(node)) {
                Duration gone = Duration.ofNanos(cluster.timeline().nanos() - begun);
                assertThat(gone).as("%s does not serve after %s", node, after).isLessThan(limit);
                pass(Duration.ofMillis(100));
            }
        }
        View healthy = view();
        assertThat(healthy.down()).isEmpty();
        assertThat(healthy.paused()).isEmpty();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
