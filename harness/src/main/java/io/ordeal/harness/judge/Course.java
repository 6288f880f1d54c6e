package io.ordeal.harness.judge;

import io.ordeal.harness.run.TestRun;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A history by the phases of its run.
 *
 * @param main operations begun while faults were about
 * @param recovery operations begun once they were cured
 * @param cured when that was, in nanoseconds since the run began; empty when the run never came that far
 * @param interrupted whether it was cut short from outside
 * @param failedFast whether it was cut short because it was certain that what had happened could not be explained
 */
record Course(
        List<Operation> main, List<Operation> recovery, Optional<Long> cured, boolean interrupted, boolean failedFast) {

    static Course of(History history) {
        Optional<Event> mark = phase(history, TestRun.RECOVERY);
        long border = mark.map(Event::index).orElse(Long.MAX_VALUE);
        var parts = history.operations().stream()
                .collect(Collectors.partitioningBy(op -> op.invocation().index() < border));
        return new Course(
                parts.getOrDefault(true, List.of()),
                parts.getOrDefault(false, List.of()),
                mark.map(Event::time),
                phase(history, TestRun.INTERRUPTED).isPresent(),
                phase(history, TestRun.VIOLATION).isPresent());
    }

    private static Optional<Event> phase(History history, String name) {
        return history.events().stream()
                .filter(event -> event.f().equals(TestRun.PHASE) && name.equals(event.value()))
                .findFirst();
    }

    /** How long it took until each of {@code threads} clients had everything it asked for; empty when they had not. */
    Optional<Duration> served(int threads, Duration limit) {
        var asked = new TreeSet<String>();
        var given = new TreeSet<String>();
        var clients = new TreeSet<Long>();
        for (Operation op : recovery) {
            String wish = op.process() % threads + " " + op.f() + " " + op.argument();
            clients.add(op.process() % threads);
            asked.add(wish);
            if (op.outcome() == Outcome.OK) {
                given.add(wish);
            }
        }
        Optional<Duration> took = cured.map(begin -> Duration.ofNanos(end() - begin));
        boolean all = clients.size() == threads && given.equals(asked);
        return took.filter(time -> all && time.compareTo(limit) <= 0);
    }

    private long end() {
        return recovery.stream()
                .flatMap(op -> op.completion().stream())
                .mapToLong(Completion::time)
                .max()
                .orElse(0);
    }
}
