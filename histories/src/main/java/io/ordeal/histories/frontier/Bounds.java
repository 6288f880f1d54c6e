package io.ordeal.histories.frontier;

/**
 * What it may cost to check a history while it comes about. No clock is asked, so that the same history is always
 * checked in the same way.
 *
 * @param forgetEvery after how many operations, at the latest, whatever is over is forgotten
 * @param workPerMoment how much work each invocation and each return adds to what may be done, in comparisons
 * @param workAtOnce how much work may have been saved up
 * @param waiting how many invocations and returns may wait for an operation that began before them to end
 * @param ready how many objects are kept ready for their next operation, at least
 */
public record Bounds(int forgetEvery, long workPerMoment, long workAtOnce, int waiting, int ready) {

    /** A thread that has other things to do is not held up for long. */
    public static final Bounds STANDARD = new Bounds(1 << 12, 2_000, 1_000_000, 1 << 18, 256);

    public Bounds {
        if (forgetEvery < 1 || workPerMoment < 0 || workAtOnce < 1 || waiting < 1 || ready < 0) {
            throw new IllegalArgumentException("nothing can be checked within " + forgetEvery + ", " + workPerMoment
                    + ", " + workAtOnce + ", " + waiting + ", " + ready);
        }
    }

    public Bounds withForgetEvery(int operations) {
        return new Bounds(operations, workPerMoment, workAtOnce, waiting, ready);
    }

    public Bounds withWork(long perMoment, long atOnce) {
        return new Bounds(forgetEvery, perMoment, atOnce, waiting, ready);
    }

    public Bounds withWaiting(int moments) {
        return new Bounds(forgetEvery, workPerMoment, workAtOnce, moments, ready);
    }

    public Bounds withReady(int objects) {
        return new Bounds(forgetEvery, workPerMoment, workAtOnce, waiting, objects);
    }
}
