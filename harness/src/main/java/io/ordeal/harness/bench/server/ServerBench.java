package io.ordeal.harness.bench.server;

import io.ordeal.harness.bench.server.Duel.Comparison;
import io.ordeal.harness.bench.server.Point.Via;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Three nodes of every contestant that is installed, and what is measured on them. */
public final class ServerBench implements AutoCloseable {

    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);

    private final Path folder;
    private final Effort effort;
    private final List<Trio> trios;

    /**
     * How carefully to measure.
     *
     * @param preparation of the nodes, for each kind of work: until then their compilers take what the load should get
     * @param rounds how often each contestant takes each load
     * @param warmUp of each round, which does not count
     * @param measured of each round, which does
     * @param failovers how often a leader is killed
     */
    public record Effort(Duration preparation, int rounds, Duration warmUp, Duration measured, int failovers) {

        /** For figures to be quoted. */
        public static Effort full() {
            return new Effort(Duration.ofSeconds(10), 5, Duration.ofMillis(500), Duration.ofSeconds(3), 7);
        }

        /** For a first look. */
        public static Effort quick() {
            return new Effort(Duration.ofSeconds(3), 3, Duration.ofMillis(300), Duration.ofSeconds(1), 3);
        }
    }

    private ServerBench(Path folder, Effort effort, List<Trio> trios) {
        this.folder = folder;
        this.effort = effort;
        this.trios = trios;
    }

    /**
     * Starts the nodes, and warms them up.
     *
     * @param folder on the disk that is to be measured; nothing is left there
     */
    public static ServerBench start(Path folder, Effort effort) throws IOException {
        var trios = new ArrayList<Trio>();
        try {
            for (Contestant contestant : contestants()) {
                trios.add(Trio.start(contestant, folder));
            }
            return of(folder, effort, trios.toArray(Trio[]::new));
        } catch (IOException | RuntimeException e) {
            trios.forEach(Trio::close);
            throw e;
        }
    }

    /** Of these that run already, as they are. */
    static ServerBench of(Path folder, Effort effort, Trio... trios) throws IOException {
        var bench = new ServerBench(folder, effort, List.of(trios));
        new Duel(bench.trios, effort).prepare();
        return bench;
    }

    /** Those that are installed. */
    public static List<Contestant> contestants() {
        return Arrays.stream(Contestant.values())
                .filter(Contestant::isInstalled)
                .toList();
    }

    /** All loads, in the order of the table. */
    public static List<Point> points() {
        return Arrays.stream(Work.values())
                .flatMap(work -> Arrays.stream(Via.values()).flatMap(via -> points(work, via)))
                .toList();
    }

    private static Stream<Point> points(Work work, Via via) {
        return CONNECTIONS.stream().map(connections -> new Point(work, connections, via));
    }

    /** How carefully it measures. */
    public Effort effort() {
        return effort;
    }

    /** One line of the table. */
    public Comparison compare(Point point) throws IOException {
        return new Duel(trios, effort).compare(point);
    }

    /** The median time of one append and {@code fdatasync} where the nodes keep their data, in nanoseconds. */
    public long syncNanos() throws IOException {
        return DiskSpeed.syncNanos(folder);
    }

    /** What the death of leaders means to clients, for every contestant. */
    public List<Failovers> failovers() throws IOException {
        var all = new ArrayList<Failovers>();
        for (Trio trio : trios) {
            all.add(Failovers.measure(trio, effort.failovers()));
        }
        return all;
    }

    /** What many keys mean to a node, for every contestant. */
    public List<Population> populations(int keys) throws IOException {
        var all = new ArrayList<Population>();
        for (Trio trio : trios) {
            all.add(Population.measure(trio, keys, effort));
        }
        return all;
    }

    /** What so many idle watchers mean to a leader, for every contestant. */
    public List<Crowd> crowds(int watchers) throws IOException {
        var all = new ArrayList<Crowd>();
        for (Trio trio : trios) {
            all.add(Crowd.measure(trio, watchers, effort));
        }
        return all;
    }

    @Override
    public void close() {
        trios.forEach(Trio::close);
    }
}
