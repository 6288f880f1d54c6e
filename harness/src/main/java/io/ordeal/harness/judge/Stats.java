package io.ordeal.harness.judge;

import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Figures of one kind of operation.
 *
 * @param f which kind; {@code all} for all of them
 * @param latency of those that succeeded
 */
public record Stats(String f, long ok, long fail, long info, Latency latency) {

    /** How long operations took: half of them, 95 of 100, 99 of 100, and all. */
    public record Latency(Duration p50, Duration p95, Duration p99, Duration max) {

        static Latency of(List<Operation> succeeded) {
            long[] nanos = succeeded.stream()
                    .mapToLong(op -> op.completion().orElseThrow().time()
                            - op.invocation().time())
                    .sorted()
                    .toArray();
            return new Latency(at(nanos, 50), at(nanos, 95), at(nanos, 99), at(nanos, 100));
        }

        private static Duration at(long[] sorted, int percent) {
            int rank = Math.ceilDiv(sorted.length * percent, 100);
            return rank == 0 ? Duration.ZERO : Duration.ofNanos(sorted[rank - 1]);
        }
    }

    public long count() {
        return ok + fail + info;
    }

    static Stats of(String f, List<Operation> operations) {
        List<Operation> succeeded = with(Outcome.OK, operations);
        return new Stats(
                f,
                succeeded.size(),
                with(Outcome.FAIL, operations).size(),
                with(Outcome.INFO, operations).size(),
                Latency.of(succeeded));
    }

    private static List<Operation> with(Outcome outcome, List<Operation> operations) {
        return operations.stream().filter(op -> op.outcome() == outcome).toList();
    }

    /** For each kind of operation in alphabetical order, and at last for all of them. */
    static List<Stats> each(List<Operation> operations) {
        var kinds = new TreeMap<String, List<Operation>>();
        for (Operation operation : operations) {
            kinds.computeIfAbsent(operation.f(), _ -> new ArrayList<>()).add(operation);
        }
        var stats = new ArrayList<Stats>();
        kinds.forEach((f, own) -> stats.add(of(f, own)));
        stats.add(of("all", operations));
        return List.copyOf(stats);
    }
}
