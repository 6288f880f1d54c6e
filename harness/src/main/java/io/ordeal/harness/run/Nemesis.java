package io.ordeal.harness.run;

import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Timeline.Cancellable;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Resolution;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.schedule.Timed;
import io.ordeal.nemesis.topology.View;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Injects the faults of a schedule, one at a time and each against the cluster as it is then, and records what came of
 * it. A fault that falls due while another is being injected waits for it.
 */
final class Nemesis {

    /** No observation or injection may hold up the run for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long a harm waits that finds nobody to strike. */
    private static final Duration REST = Duration.ofMillis(250);

    private final Cluster cluster;
    private final Recorder recorder;
    private final SplittableRandom random;
    private final List<Cancellable> scheduled = new ArrayList<>();
    private final Deque<Runnable> due = new ArrayDeque<>();
    private boolean busy;
    private boolean curing;

    Nemesis(Cluster cluster, Recorder recorder, SplittableRandom random) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.random = random;
    }

    /** Injects every fault at its time, counted from the beginning of the run. */
    void follow(Schedule schedule) {
        schedule.faults().forEach(timed -> at(timed.at(), timed.fault(), end(schedule, timed)));
    }

    /** When the cure of a harm is due; for a cure, and a harm without one, its own time. */
    private static Duration end(Schedule schedule, Timed harm) {
        return schedule.faults().stream()
                .filter(timed -> timed.at().compareTo(harm.at()) > 0
                        && harm.fault().cure().equals(Optional.of(timed.fault())))
                .map(Timed::at)
                .findFirst()
                .orElse(harm.at());
    }

    private void at(Duration time, Fault fault, Duration end) {
        Duration delay = time.minusNanos(recorder.now());
        Duration wait = delay.isNegative() ? Duration.ZERO : delay;
        scheduled.add(cluster.timeline().schedule(wait, () -> add(() -> inject(fault, end))));
    }

    /** Forgets what has not begun, and cures; {@code then} runs when that is done. */
    void cure(List<Fault> cures, Runnable then) {
        curing = true;
        scheduled.forEach(Cancellable::cancel);
        due.clear();
        cures.forEach(cure -> add(() -> inject(cure, Duration.ZERO)));
        add(() -> {
            then.run();
            done();
        });
    }

    private void add(Runnable task) {
        due.add(task);
        if (!busy) {
            done();
        }
    }

    private void done() {
        Runnable next = due.poll();
        busy = next != null;
        if (next != null) {
            next.run();
        }
    }

    private void inject(Fault fault, Duration end) {
        var unknown = new View(cluster.nodes(), List.of(), new TreeSet<>(), new TreeSet<>());
        cluster.observe(within(PATIENCE, unknown, view -> inject(fault, end, view)));
    }

    /** A harm that finds nobody to strike, because they are all down already, say, comes again until its cure is due. */
    private void inject(Fault fault, Duration end, View view) {
        var resolution = Resolution.of(fault, view, random);
        Duration again = Duration.ofNanos(recorder.now()).plus(REST);
        if (resolution.injection().strikesNobody() && !curing && again.compareTo(end) < 0) {
            at(again, fault, end);
            done();
            return;
        }
        String does = InjectionText.of(resolution.injection(), cluster.nodes());
        var begun = new Intervention(fault, does, resolution.remark(), Optional.empty());
        record(begun);
        var stuck = Evidence.failure("no end of it within " + PATIENCE.toSeconds() + " s");
        cluster.inject(resolution.injection(), within(PATIENCE, stuck, evidence -> {
            record(begun.ended(evidence));
            done();
        }));
    }

    private void record(Intervention intervention) {
        recorder.disturbed(Intervention.kind(intervention.fault()), intervention.value());
    }

    /** Passes on what comes first: what is told, or {@code otherwise} when nothing is told in time. */
    private <T> Consumer<T> within(Duration limit, T otherwise, Consumer<T> then) {
        return new Consumer<>() {
            private final Cancellable late = cluster.timeline().schedule(limit, () -> accept(otherwise));
            private boolean told;

            @Override
            public void accept(T value) {
                if (!told) {
                    told = true;
                    late.cancel();
                    then.accept(value);
                }
            }
        };
    }
}
