package io.ordeal.server.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a node has counted since it started.
 *
 * @param received messages by which leaders replicate their logs, heartbeats among them
 * @param sent the same to followers
 * @param followers of a leader, in its term
 * @param store what was done with keys; reads count on the node that answers, writes on every node
 * @param expired how many nodes have expired
 * @param watchers how many watches wait for events now
 */
public record Statistics(
        Traffic received,
        Traffic sent,
        List<Follower> followers,
        Map<Operation, Tally> store,
        long expired,
        long watchers) {

    public static final Statistics NONE =
            new Statistics(Traffic.NONE, Traffic.NONE, List.of(), new EnumMap<>(Operation.class), 0, 0);

    public Statistics {
        followers = List.copyOf(followers);
        store = Collections.unmodifiableMap(store);
    }

    /** What can be done with keys, in the order in which etcd tells of it. */
    public enum Operation {
        GET("gets"),
        SET("sets"),
        DELETE("delete"),
        UPDATE("update"),
        CREATE("create"),
        COMPARE_AND_SWAP("compareAndSwap"),
        COMPARE_AND_DELETE("compareAndDelete");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        /** As it begins the names of its fields. */
        String word() {
            return word;
        }
    }

    /** How often it was done, and how often refused. */
    public record Tally(long succeeded, long failed) {
        public static final Tally NONE = new Tally(0, 0);

        /** One more. */
        public Tally with(boolean success) {
            return success ? new Tally(succeeded + 1, failed) : new Tally(succeeded, failed + 1);
        }
    }

    /**
     * Messages in one direction.
     *
     * @param count of all
     * @param perSecond lately
     * @param bytesPerSecond of the commands in them, lately
     */
    public record Traffic(long count, double perSecond, double bytesPerSecond) {
        public static final Traffic NONE = new Traffic(0, 0, 0);
    }

    /**
     * A follower as its leader sees it.
     *
     * @param id of the member
     * @param answers how many messages it has answered, and how many not, or by a refusal
     */
    public record Follower(String id, Latency latency, Tally answers) {}

    /** How long answers take, in milliseconds; all 0 before the first. */
    public record Latency(double current, double average, double standardDeviation, double minimum, double maximum) {}
}
