package io.ordeal.histories.audit;

import java.util.List;

/**
 * What went into a queue, and what came out. Elements are counted as often as they are there, and listed in their own
 * order.
 *
 * @param attemptCount enqueues that may have taken effect: all but those that failed
 * @param acknowledgedCount enqueues that succeeded
 * @param okCount elements that came out and may have gone in
 * @param lost went in for certain, and did not come out
 * @param unexpected came out, and never may have gone in
 * @param duplicated came out more often than they may have gone in, and how many times too often
 * @param recovered came out, while of their enqueue the outcome is unknown
 * @param late went in only after the last dequeue had begun, and did not come out: nothing wrong
 * @param crashedDequeues which may have taken one element out each
 * @param crashedDrains which may have taken any number out
 */
public record TotalQueueEvidence(
        long attemptCount,
        long acknowledgedCount,
        long okCount,
        List<Amount> lost,
        List<Amount> unexpected,
        List<Amount> duplicated,
        List<Amount> recovered,
        List<Amount> late,
        long crashedDequeues,
        long crashedDrains)
        implements Evidence {

    public TotalQueueEvidence {
        lost = Amount.sorted(lost);
        unexpected = Amount.sorted(unexpected);
        duplicated = Amount.sorted(duplicated);
        recovered = Amount.sorted(recovered);
        late = Amount.sorted(late);
    }

    /** Whether every lost element may have been taken out by an operation that crashed. */
    public boolean mayHaveBeenTaken() {
        return crashedDrains > 0 || Amount.total(lost) <= crashedDequeues;
    }
}
