package io.ordeal.histories.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Any number of times in little memory: times that differ by less than one in a thousand are taken for the longer. */
final class Latencies {

    /** How many binary digits of a time count. */
    private static final int DIGITS = 11;

    /** By the least time that counts as the same. */
    private final TreeMap<Long, Same> times = new TreeMap<>();

    private long count;

    private static final class Same {
        private long count;
        private long longest;
    }

    void add(long nanos) {
        int unimportant = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - DIGITS);
        Same same = times.computeIfAbsent(nanos >>> unimportant << unimportant, _ -> new Same());
        same.count++;
        same.longest = Math.max(same.longest, nanos);
        count++;
    }

    /** Empty where there is none. */
    Optional<Latency> summary() {
        return count == 0 ? Optional.empty() : Optional.of(Latency.of(this::at, count));
    }

    private long at(long rank) {
        long passed = 0;
        for (Map.Entry<Long, Same> entry : times.entrySet()) {
            passed += entry.getValue().count;
            if (passed >= rank) {
                return entry.getValue().longest;
            }
        }
        throw new IllegalArgumentException("there are only " + count + " times, and no rank " + rank);
    }
}
