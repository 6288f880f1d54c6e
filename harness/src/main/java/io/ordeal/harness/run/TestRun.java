package io.ordeal.harness.run;

import io.ordeal.harness.generate.Generator;
import io.ordeal.harness.generate.Stagger;
import io.ordeal.harness.generate.TimeLimit;
import io.ordeal.harness.workload.Workload;
import io.ordeal.histories.check.Monitor;
import io.ordeal.histories.check.Notice;
import io.ordeal.histories.op.Event;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.schedule.Timed;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A run from its first operation to its last: operations under faults, then everything is cured, then every client
 * reads until it has been served or the patience for that is used up. The history says where one phase ends and the
 * next begins. A run that fails fast is watched, and is over as soon as it is certain that what happened cannot be
 * explained: then everything is cured, and nobody recovers.
 */
public final class TestRun {

    /** What marks a phase in a history; its value is the phase that begins. */
    public static final String PHASE = "phase";

    /** Everything is cured; the cluster has to serve everybody again. */
    public static final String RECOVERY = "recovery";

    /** The run was cut short from outside. */
    public static final String INTERRUPTED = "interrupted";

    /** What has happened by then cannot be explained, so the run was cut short. */
    public static final String VIOLATION = "violation";

    private final TestPlan plan;
    private final Workload workload;
    private final Cluster cluster;
    private final Recorder recorder;
    private final Interpreter interpreter;
    private final Nemesis nemesis;
    private final Listener listener;
    private final Monitor<?> monitor;
    private boolean watching;
    private boolean cutShort;
    private boolean finished;

    private TestRun(TestPlan plan, Workload workload, Cluster cluster, Listener listener) {
        this.plan = plan;
        this.listener = listener;
        this.monitor = new Monitor<>(workload.model(), true);
        this.watching = plan.failFast();
        this.workload = workload;
        this.cluster = cluster;
        this.recorder = new Recorder(cluster.timeline(), this::happened);
        var random = new SplittableRandom(plan.seed());
        this.interpreter = new Interpreter(plan, cluster, workload.client(), recorder, random.split());
        this.nemesis = new Nemesis(cluster, recorder, random.split());
    }

    /**
     * Runs {@code plan} on {@code cluster}, which is left open and cured.
     *
     * @param listener is told every event as it happens
     * @param interrupt looked at after every action; true ends the run early, but not without the cures
     * @throws IllegalArgumentException when the cluster refuses a fault of the plan; nothing has begun then
     */
    public static void perform(
            TestPlan plan, Workload workload, Cluster cluster, Listener listener, BooleanSupplier interrupt) {
        plan.schedule().faults().stream()
                .map(Timed::fault)
                .distinct()
                .forEach(fault -> unknown(fault, cluster)
                        .or(() -> cluster.refusal(fault))
                        .ifPresent(why -> {
                            throw new IllegalArgumentException(
                                    "cannot inject '%s' here: %s".formatted(fault.text(), why));
                        }));
        new TestRun(plan, workload, cluster, listener).perform(interrupt);
    }

    private static Optional<String> unknown(Fault fault, Cluster cluster) {
        return fault.names().stream()
                .filter(name -> !cluster.nodes().contains(name))
                .findFirst()
                .map(name -> "there is no node " + name + " among " + cluster.nodes());
    }

    private void perform(BooleanSupplier interrupt) {
        nemesis.follow(plan.schedule());
        Generator paced = Stagger.rate(plan.rate(), workload.operations());
        interpreter.drive(new TimeLimit(plan.timeLimit(), paced), this::cure);
        cluster.timeline().runUntil(() -> finished || interrupt.getAsBoolean());
        if (!finished) {
            cutShort(INTERRUPTED);
            cluster.timeline().runUntil(() -> finished);
        }
        interpreter.disconnect();
    }

    private void happened(Event event) {
        listener.happened(event);
        if (watching) {
            monitor.accept(event).ifPresent(this::noticed);
        }
    }

    private void noticed(Notice notice) {
        listener.noticed(notice);
        switch (notice) {
            case Notice.Violation _ -> {
                watching = false;
                cutShort(VIOLATION);
            }
            case Notice.Limit _ -> {}
        }
    }

    private void cutShort(String why) {
        cutShort = true;
        recorder.disturbed(PHASE, why);
        interpreter.stop();
    }

    private void cure() {
        nemesis.cure(plan.schedule().cures(), this::recover);
    }

    private void recover() {
        if (cutShort) {
            finished = true;
        } else {
            recorder.disturbed(PHASE, RECOVERY);
            interpreter.drive(new TimeLimit(plan.recoveryLimit(), workload.recovery()), () -> finished = true);
        }
    }
}
