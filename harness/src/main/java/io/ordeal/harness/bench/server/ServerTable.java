package io.ordeal.harness.bench.server;

import io.ordeal.harness.bench.server.Duel.Comparison;
import java.util.Locale;

/** Comparisons in lines that fit below each other. */
public final class ServerTable {

    private static final String NONE = "-";

    private ServerTable() {}

    /** The two lines above. */
    public static String head() {
        return "%-10s %5s %-8s  %28s  %33s  %33s  %s%n%-10s %5s %-8s  %9s %9s %8s  %10s %10s %11s  %10s %10s %11s  %s"
                .formatted(
                        "",
                        "",
                        "",
                        "answers a second",
                        "ordeal: ms",
                        "etcd: ms",
                        "",
                        "work",
                        "conns",
                        "via",
                        "ordeal",
                        "etcd",
                        "ratio",
                        "p50",
                        "p99",
                        "p99.9",
                        "p50",
                        "p99",
                        "p99.9",
                        "failures");
    }

    /** A line of figures; nothing is told of etcd where it is not installed. */
    public static String line(Comparison it) {
        Outcome ordeal = it.ordeal();
        return "%-10s %5d %-8s  %9s %9s %8s  %s  %s  %s"
                .formatted(
                        it.point().work().label(),
                        it.point().connections(),
                        it.point().via().label(),
                        whole(ordeal.rate()),
                        it.etcd().map(etcd -> whole(etcd.rate())).orElse(NONE),
                        it.etcd()
                                .map(etcd -> "%.2f".formatted(ordeal.times(etcd)))
                                .orElse(NONE),
                        latencies(ordeal),
                        it.etcd().map(ServerTable::latencies).orElse("%10s %10s %11s".formatted(NONE, NONE, NONE)),
                        ordeal.failures()
                                + it.etcd().map(etcd -> " / " + etcd.failures()).orElse(""));
    }

    /** What came of the kills. */
    public static String line(Failovers it) {
        return String.format(
                Locale.ROOT,
                "failover   %-6s  a write is accepted %,.0f ms after the kill of the leader, in the median of %d (%,.0f at most);"
                        + " those under way were answered after %,.0f ms, %d of them with an error",
                it.contestant().label(),
                it.acceptedMillis(),
                it.accepted().size(),
                it.accepted().stream().mapToDouble(each -> each).max().orElse(0),
                it.settledMillis(),
                it.lost());
    }

    /** What came of many keys. */
    public static String line(Population it) {
        return String.format(
                Locale.ROOT,
                "keys       %-6s  %,d keys are set in %.1f s; %.0f bytes a key (%s, %,d MiB resident); restarted in %.2f s;"
                        + " a write waits for %,.0f ms at most while snapshots of them are taken",
                it.contestant().label(),
                it.keys(),
                it.fill().toMillis() / 1e3,
                it.bytesPerKey(),
                it.heap().map(bytes -> "%,d MiB of heap".formatted(bytes >> 20)).orElse("no heap"),
                it.resident() >> 20,
                it.restart().toMillis() / 1e3,
                it.longest().toNanos() / 1e6);
    }

    /** What came of many watchers. */
    public static String line(Crowd it) {
        return String.format(
                Locale.ROOT,
                "watchers   %-6s  %,d idle watchers take %s, %,d MiB resident; writes are %.0f %% %s in the median of %d",
                it.contestant().label(),
                it.watchers(),
                it.heap().map(bytes -> "%,d MiB of heap".formatted(bytes >> 20)).orElse("no heap"),
                it.resident() >> 20,
                Math.abs(it.slowdown()),
                it.slowdown() < 0 ? "faster" : "slower",
                it.slowdowns().size());
    }

    private static String latencies(Outcome outcome) {
        return String.format(
                Locale.ROOT, "%10.2f %10.2f %11.2f", outcome.millis(50), outcome.millis(99), outcome.millis(99.9));
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%,.0f", figure);
    }
}
