package io.ordeal.harness.run;

import io.ordeal.harness.client.Client;
import io.ordeal.harness.client.Result;
import io.ordeal.harness.generate.Op;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Timeline.Cancellable;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread of the interpreter: a process that performs one operation at a time on its node, and the successor of that
 * process once nobody knows what became of its operation.
 */
final class Worker {

    /** Who was refused does not ask again at once: the nodes that are there shall get the operations. */
    private static final Duration REST = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Client client;
    private final Duration opTimeout;
    private final int threads;
    private final Runnable rested;
    private long process;
    private @Nullable Wire wire;
    private @Nullable Op underWay;
    private boolean resting;

    /** @param rested runs when this is free again some time after its operation has ended */
    Worker(Cluster cluster, Client client, TestPlan plan, int thread, Runnable rested) {
        this.cluster = cluster;
        this.client = client;
        this.opTimeout = plan.opTimeout();
        this.threads = plan.concurrency();
        this.process = thread;
        this.rested = rested;
    }

    boolean free() {
        return underWay == null && !resting;
    }

    long process() {
        return process;
    }

    void take(Op op) {
        underWay = op;
    }

    /** Performs the operation taken. It ends exactly once, by a reply or by the lack of one; what comes later is ignored. */
    void perform(Op op, BiConsumer<Op, Result> ended) {
        var late = new Reply.Lost("no answer within " + opTimeout.toMillis() + " ms");
        Cancellable timeout = cluster.timeline().schedule(opTimeout, () -> conclude(op, late, ended));
        connected().send(client.call(op), reply -> {
            timeout.cancel();
            conclude(op, reply, ended);
        });
    }

    @SuppressWarnings("ReferenceEquality") // This very operation, not one like it.
    private void conclude(Op op, Reply reply, BiConsumer<Op, Result> ended) {
        if (underWay != op) {
            return;
        }
        underWay = null;
        Result result = client.conclude(op, reply);
        boolean broken = !(reply instanceof Reply.Answered);
        if (broken || result.outcome() == Outcome.INFO) {
            disconnect();
        }
        if (result.outcome() == Outcome.INFO) {
            process += threads;
        }
        if (reply instanceof Reply.Refused) {
            resting = true;
            cluster.timeline().schedule(REST, this::rest);
        }
        ended.accept(op, result);
    }

    private void rest() {
        resting = false;
        rested.run();
    }

    private Wire connected() {
        Wire open = wire;
        if (open == null) {
            List<NodeName> nodes = cluster.nodes();
            open = cluster.connect(nodes.get((int) (process % nodes.size())));
            wire = open;
        }
        return open;
    }

    void disconnect() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
