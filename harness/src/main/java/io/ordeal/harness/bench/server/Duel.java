package io.ordeal.harness.bench.server;

import io.ordeal.harness.bench.server.Point.Via;
import io.ordeal.harness.bench.server.ServerBench.Effort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has contestants take the same load in turns, each with its three nodes running all the time. */
public final class Duel {

    private static final int PREPARING = 64;
    private static final String LAST = "/v2/keys/prepared";
    private static final int ATTEMPTS = 20;

    private final List<Trio> trios;
    private final Effort effort;

    /**
     * What came of a point.
     *
     * @param etcd none where it is not installed
     */
    public record Comparison(Point point, Outcome ordeal, Optional<Outcome> etcd) {}

    Duel(List<Trio> trios, Effort effort) {
        this.trios = trios;
        this.effort = effort;
    }

    /** Writes every key that is read later, and warms up what has to be. */
    void prepare() throws IOException {
        for (Trio trio : trios) {
            writeEveryKey(trio);
            for (Work work : Work.values()) {
                int port = trio.member(trio.awaitLeader()).clientPort();
                Load.run(work, PREPARING, port, Duration.ZERO, effort.preparation());
            }
            awaitAll(trio);
        }
    }

    /** A leader that has just been elected may refuse; then all of it is done again. */
    private static void writeEveryKey(Trio trio) throws IOException {
        List<ByteBuffer> writes = Work.PUT.requests();
        for (int attempt = 1; ; attempt++) {
            try {
                int port = trio.member(trio.awaitLeader()).clientPort();
                Load.pour(key -> writes.get(key).duplicate(), writes.size(), PREPARING, port);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(
                            "three nodes of " + trio.contestant().label() + " do not take " + writes.size() + " keys",
                            e);
                }
            }
        }
    }

    /** A node that lags would not know the keys yet. */
    private static void awaitAll(Trio trio) throws IOException {
        int port = trio.member(trio.awaitLeader()).clientPort();
        Load.pour(_ -> Work.put(LAST, Work.VALUE_BYTES), 1, 1, port);
        for (int node = 0; node < Trio.SIZE; node++) {
            trio.awaitAnswer(node, LAST);
        }
    }

    /** The contestants take turns in who is first. */
    Comparison compare(Point point) throws IOException {
        Map<Contestant, List<Sample>> samples = new EnumMap<>(Contestant.class);
        for (int round = 0; round < effort.rounds(); round++) {
            for (Trio trio : round % 2 == 0 ? trios : trios.reversed()) {
                samples.computeIfAbsent(trio.contestant(), _ -> new ArrayList<>())
                        .add(sample(point, trio));
            }
        }
        return new Comparison(
                point,
                new Outcome(samples.getOrDefault(Contestant.ORDEAL, List.of())),
                Optional.ofNullable(samples.get(Contestant.ETCD)).map(Outcome::new));
    }

    private Sample sample(Point point, Trio trio) throws IOException {
        int node = point.via() == Via.LEADER ? trio.awaitLeader() : trio.awaitFollower();
        return Load.run(
                point.work(), point.connections(), trio.member(node).clientPort(), effort.warmUp(), effort.measured());
    }
}
