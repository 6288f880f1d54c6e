package io.ordeal.histories.audit;

import io.ordeal.histories.format.Edn;
import java.util.List;

/**
 * Where what came out of a queue came from.
 *
 * @param enqueueCount enqueues that may have taken effect: all but those that failed
 * @param dequeueCount elements that came out
 * @param strayCount elements that came out of nowhere
 * @param stray the first of them, at most {@value #MOST}
 */
public record QueueEvidence(long enqueueCount, long dequeueCount, long strayCount, List<Stray> stray)
        implements Evidence {

    /** How many elements out of nowhere are told at most. */
    public static final int MOST = 10_000;

    /** An element that came out of nowhere. */
    public record Stray(Object value, Span dequeue, Why why) {
        @Override
        public String toString() {
            return "Element " + Edn.text(value) + " came out to " + dequeue + ", though " + why;
        }
    }

    /** Why an element cannot have been there. */
    public enum Why {
        /** Nobody ever tried to enqueue it. */
        NEVER_ENQUEUED("nobody ever enqueued it"),
        /** All enqueues of it failed. */
        FAILED("every enqueue of it failed"),
        /** By then, it had come out more often than it may have gone in. */
        TOO_OFTEN("by then it had come out more often than it may have gone in");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
