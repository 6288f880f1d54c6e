package io.ordeal.harness.bench.server;

import io.ordeal.harness.bench.Goals;
import io.ordeal.harness.bench.server.Duel.Comparison;
import io.ordeal.harness.bench.server.Point.Via;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the server is meant to reach, and whether it did. */
public final class ServerGoals {

    private static final double ELECTION_MILLIS = 1000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTES_100 = 100e6;
    private static final int MILLION = 1_000_000;

    private ServerGoals() {}

    /** @param syncNanos how long the disk takes to keep a record */
    public static List<Goals.Outcome> outcomes(
            List<Comparison> all,
            List<Failovers> failovers,
            List<Population> populations,
            List<Crowd> crowds,
            Optional<Long> syncNanos) {
        return List.of(
                ratio("PUT at 64 and 256 connections: 2 times etcd", 2, all, of(Work.PUT, 64)),
                ratio("quorum GET at 64 and 256 connections: 3 times etcd", 3, all, of(Work.QUORUM_GET, 64)),
                ratio("local GET at 64 and 256 connections: 1.2 times etcd", 1.2, all, of(Work.LOCAL_GET, 64)),
                tails(all),
                singleWrite(all, syncNanos),
                failover(failovers),
                heap(populations),
                stall(populations),
                restart(populations),
                crowd(
                        "10,000 idle watchers: 100 MB",
                        crowds,
                        it -> it.heap().orElse(it.resident()) <= MEGABYTES_100,
                        it -> "%,.0f MB of heap, %,.0f resident"
                                .formatted(it.heap().orElse(0L) / 1e6, it.resident() / 1e6)),
                crowd(
                        "10,000 idle watchers: writes at most 10 % slower",
                        crowds, it -> it.slowdown() <= 10, it -> "%.1f %%".formatted(it.slowdown())));
    }

    private static Predicate<Comparison> of(Work work, int connections) {
        return it -> it.point().work() == work && it.point().connections() >= connections;
    }

    private static Goals.Outcome ratio(String goal, double least, List<Comparison> all, Predicate<Comparison> which) {
        return all.stream()
                .filter(which)
                .filter(it -> it.etcd().isPresent())
                .min(Comparator.comparingDouble(ServerGoals::ratio))
                .map(worst -> new Goals.Outcome(
                        goal,
                        Optional.of(ratio(worst) >= least),
                        "%.2f times (%s)".formatted(ratio(worst), worst.point().name())))
                .orElse(new Goals.Outcome(goal, Optional.empty(), ""));
    }

    private static double ratio(Comparison it) {
        return it.ordeal().times(it.etcd().orElseThrow());
    }

    private static Goals.Outcome tails(List<Comparison> all) {
        String goal = "p99 no worse than etcd's at any point";
        return all.stream()
                .filter(it -> it.etcd().isPresent())
                .max(Comparator.comparingDouble(ServerGoals::tail))
                .map(worst -> new Goals.Outcome(
                        goal,
                        Optional.of(tail(worst) <= 1),
                        "%.2f times (%s)".formatted(tail(worst), worst.point().name())))
                .orElse(new Goals.Outcome(goal, Optional.empty(), ""));
    }

    private static double tail(Comparison it) {
        return it.ordeal().millis(99) / it.etcd().orElseThrow().millis(99);
    }

    /** A record is synced by the leader and by a follower, and a read tells what the way there and back takes. */
    private static Goals.Outcome singleWrite(List<Comparison> all, Optional<Long> syncNanos) {
        String goal = "PUT at 1 connection: 1.1 times two fdatasyncs and a local GET";
        Optional<Double> put = median(all, Work.PUT);
        Optional<Double> get = median(all, Work.LOCAL_GET);
        if (put.isEmpty() || get.isEmpty() || syncNanos.isEmpty()) {
            return new Goals.Outcome(goal, Optional.empty(), "");
        }
        double floor = 2 * syncNanos.get() / NANOS_PER_MILLI + get.get();
        return new Goals.Outcome(
                goal,
                Optional.of(put.get() <= 1.1 * floor),
                "%.2f times: %.2f ms, and a sync takes %.2f"
                        .formatted(put.get() / floor, put.get(), syncNanos.get() / NANOS_PER_MILLI));
    }

    private static Optional<Double> median(List<Comparison> all, Work work) {
        return all.stream()
                .filter(it -> it.point().equals(new Point(work, 1, Via.LEADER)))
                .findFirst()
                .map(it -> it.ordeal().millis(50));
    }

    private static Goals.Outcome failover(List<Failovers> failovers) {
        String goal = "from the kill of a leader to a write: 1.5 election timeouts";
        return failovers.stream()
                .filter(it -> it.contestant() == Contestant.ORDEAL)
                .findFirst()
                .map(it -> new Goals.Outcome(
                        goal,
                        Optional.of(it.acceptedMillis() <= 1.5 * ELECTION_MILLIS),
                        "%.2f (%,.0f ms)".formatted(it.acceptedMillis() / ELECTION_MILLIS, it.acceptedMillis())))
                .orElse(new Goals.Outcome(goal, Optional.empty(), ""));
    }

    private static Goals.Outcome heap(List<Population> populations) {
        return million(
                "1M keys in 1 GB of heap",
                populations,
                it -> it.heap().orElse(Long.MAX_VALUE) <= GIGABYTE,
                it -> "%.2f GB".formatted(it.heap().orElse(0L) / GIGABYTE));
    }

    private static Goals.Outcome stall(List<Population> populations) {
        return million(
                "snapshots of 1M keys: no write waits for more than 50 ms",
                populations,
                it -> it.longest().compareTo(Duration.ofMillis(50)) <= 0,
                it -> "%.0f ms".formatted(it.longest().toNanos() / NANOS_PER_MILLI));
    }

    private static Goals.Outcome crowd(
            String goal, List<Crowd> crowds, Predicate<Crowd> isMet, Function<Crowd, String> detail) {
        return crowds.stream()
                .filter(it -> it.contestant() == Contestant.ORDEAL)
                .findFirst()
                .map(it -> new Goals.Outcome(goal, Optional.of(isMet.test(it)), detail.apply(it)))
                .orElse(new Goals.Outcome(goal, Optional.empty(), ""));
    }

    private static Goals.Outcome restart(List<Population> populations) {
        return million(
                "a node restarts with 1M keys in 10 s",
                populations,
                it -> it.restart().compareTo(Duration.ofSeconds(10)) <= 0,
                it -> "%.1f s".formatted(it.restart().toMillis() / 1e3));
    }

    private static Goals.Outcome million(
            String goal,
            List<Population> populations,
            Predicate<Population> isMet,
            Function<Population, String> detail) {
        return populations.stream()
                .filter(it -> it.contestant() == Contestant.ORDEAL && it.keys() >= MILLION)
                .findFirst()
                .map(it -> new Goals.Outcome(goal, Optional.of(isMet.test(it)), detail.apply(it)))
                .orElse(new Goals.Outcome(goal, Optional.empty(), ""));
    }
}
