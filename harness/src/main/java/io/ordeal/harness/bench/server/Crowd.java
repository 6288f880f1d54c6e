package io.ordeal.harness.bench.server;

import io.ordeal.harness.bench.server.ServerBench.Effort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What many watchers that have nothing to hear meant to the leader.
 *
 * @param watchers each on a connection and a key of its own
 * @param resident how much more memory of the host the node has with them, in bytes
 * @param heap how much more of its heap is in use, in bytes; none for a node that is no Java program
 * @param slowdowns of writes at 64 connections, in percent, a round each
 */
public record Crowd(Contestant contestant, int watchers, long resident, Optional<Long> heap, List<Double> slowdowns) {

    private static final int CONNECTIONS = 64;

    /** Keeps a list of its own. */
    public Crowd {
        slowdowns = List.copyOf(slowdowns);
    }

    /** In the median of the rounds, in percent. */
    public double slowdown() {
        return Outcome.median(slowdowns);
    }

    static Crowd measure(Trio trio, int watchers, Effort effort) throws IOException {
        Member leader = trio.member(trio.awaitLeader());
        long residentBefore = leader.residentBytes();
        Optional<Long> heapBefore = leader.liveHeapBytes(trio.contestant());
        long resident = 0;
        Optional<Long> heap = Optional.empty();
        var slowdowns = new ArrayList<Double>();
        for (int round = 0; round < effort.rounds(); round++) {
            double without = rate(leader, effort);
            try (var idle = Audience.open(watchers, leader.clientPort())) {
                if (round == 0) {
                    resident = leader.residentBytes() - residentBefore;
                    heap = leader.liveHeapBytes(trio.contestant()).map(bytes -> bytes - heapBefore.orElse(0L));
                }
                slowdowns.add(100 * (1 - rate(leader, effort) / without));
                idle.demandSilence();
            }
        }
        return new Crowd(trio.contestant(), watchers, resident, heap, slowdowns);
    }

    private static double rate(Member member, Effort effort) throws IOException {
        return Load.run(Work.PUT, CONNECTIONS, member.clientPort(), effort.warmUp(), effort.measured())
                .rate();
    }
}
