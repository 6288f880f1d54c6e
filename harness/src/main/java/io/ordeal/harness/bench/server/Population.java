package io.ordeal.harness.bench.server;

import io.ordeal.harness.bench.server.ServerBench.Effort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What many keys meant to a node.
 *
 * @param keys how many were set, each once, with values of 256 bytes
 * @param fill how long that took
 * @param resident how much more memory of the host a node has with them, in bytes
 * @param heap how much more of its heap is in use, in bytes; none for a node that is no Java program
 * @param longest that a write waited for its answer while snapshots of the keys were taken
 * @param restart from the start of a node that was killed to its answer with the key set last
 */
public record Population(
        Contestant contestant,
        int keys,
        Duration fill,
        long resident,
        Optional<Long> heap,
        Duration longest,
        Duration restart) {

    private static final int CONNECTIONS = 128;
    private static final int PER_DIRECTORY = 1000;

    /** So many times as long as a round: enough for a snapshot, after 100,000 writes as with etcd. */
    private static final int SNAPSHOTS = 10;

    private static final int WRITERS = 16;

    /** The keys are new to the nodes. */
    static Population measure(Trio trio, int keys, Effort effort) throws IOException {
        int leader = trio.awaitLeader();
        int follower = trio.awaitFollower();
        Member member = trio.member(follower);
        long residentBefore = member.residentBytes();
        Optional<Long> heapBefore = member.liveHeapBytes(trio.contestant());
        IntFunction<ByteBuffer> requests = key -> Work.put(path(keys, key), Work.VALUE_BYTES);
        Duration fill =
                Load.pour(requests, keys, CONNECTIONS, trio.member(leader).clientPort());
        long resident = member.residentBytes() - residentBefore;
        Optional<Long> heap = member.liveHeapBytes(trio.contestant()).map(bytes -> bytes - heapBefore.orElse(0L));
        Duration time = effort.measured().multipliedBy(SNAPSHOTS);
        Sample writes = Load.run(Work.PUT, WRITERS, trio.member(leader).clientPort(), Duration.ZERO, time);
        var longest = Duration.ofNanos(writes.latencies().getMaxValue());
        trio.kill(follower);
        long started = System.nanoTime();
        trio.start(follower);
        trio.awaitAnswer(follower, path(keys, keys - 1));
        Duration restart = Duration.ofNanos(System.nanoTime() - started);
        return new Population(trio.contestant(), keys, fill, resident, heap, longest, restart);
    }

    private static String path(int keys, int key) {
        return "/v2/keys/population-" + keys + "/" + key / PER_DIRECTORY + "/" + key % PER_DIRECTORY;
    }

    /** Of the heap, or where there is none of the resident memory, in bytes. */
    public double bytesPerKey() {
        return (double) heap.orElse(resident) / keys;
    }
}
