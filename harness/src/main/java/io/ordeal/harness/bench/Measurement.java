package io.ordeal.harness.bench;

import io.ordeal.harness.judge.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What came of a row.
 *
 * @param operations in all its histories together
 * @param uncertain how many of them never told their outcome
 * @param timing of one history; of all keys together; of one file
 * @param atOnce how many operations that timing is for
 * @param peakBytes of heap that it took
 * @param decided what the checker says, if it was asked
 * @param located what is told of what is wrong, where it says that something is
 * @param porcupine what Porcupine's search took for the same, if it was asked
 */
public record Measurement(
        Row row,
        long operations,
        long uncertain,
        Timing timing,
        long atOnce,
        long peakBytes,
        Optional<Decided> decided,
        Optional<Located> located,
        Optional<Other> porcupine) {

    /**
     * @param tier what reached it; several with commas in between
     * @param gap where and why there is no verdict, if so
     */
    public record Decided(Verdict verdict, String tier, Optional<String> gap) {}

    /**
     * @param windows the lengths of what cannot be explained by itself, in events, one a history
     * @param cores how many operations are left of it
     * @param missing for how many histories that was not found
     * @param culprit the worst of what is said of any history
     * @param nanos it takes to find a window once it is known where it ends
     */
    public record Located(List<Integer> windows, List<Integer> cores, int missing, Culprit culprit, double nanos) {

        /** Which operation is blamed, compared with the one that cannot be true. */
        public enum Culprit {
            /** That one. */
            PLANTED,
            /** One that ran at the same time. */
            OVERLAPS,
            ELSEWHERE
        }
    }

    /** Another checker. */
    public record Other(Verdict verdict, Timing timing) {}

    public double nanosPerOperation() {
        return timing.median() / atOnce;
    }

    public double operationsPerSecond() {
        return 1e9 / nanosPerOperation();
    }
}
