package io.ordeal.histories.audit;

import io.ordeal.histories.audit.CounterEvidence.BadRead;
import java.math.BigInteger;

/** A read of a counter, and the bounds that additions set it. They get tighter while additions turn out to fail. */
final class BoundedRead {

    private final Span span;
    private final BigInteger value;
    private final Sum before;
    private final Sum begun;
    private int awaited;

    /**
     * @param before what had been acknowledged when it began
     * @param begun what had begun when it ended, and had not failed by then
     */
    BoundedRead(Span span, BigInteger value, Sum before, Sum begun) {
        this.span = span;
        this.value = value;
        this.before = before;
        this.begun = begun;
    }

    /** Of what was acknowledged before it, everything counts; of the rest, what is negative. */
    private BigInteger lower() {
        return before.positive().add(begun.negative());
    }

    private BigInteger upper() {
        return before.negative().add(begun.positive());
    }

    boolean isWithinBounds() {
        return lower().compareTo(value) <= 0 && value.compareTo(upper()) <= 0;
    }

    /** Whether it is out of bounds, or would be if some of {@code underWay} failed. */
    boolean dependsOn(Sum underWay) {
        return lower().subtract(underWay.negative()).compareTo(value) > 0
                || value.compareTo(upper().subtract(underWay.positive())) > 0;
    }

    /** So many additions have to end before its bounds are known. */
    void awaits(int additions) {
        awaited = additions;
    }

    /** One of them ended. Whether that was the last. */
    boolean decided() {
        awaited--;
        return awaited == 0;
    }

    /** An addition failed that counted for it. */
    void without(BigInteger amount) {
        begun.remove(amount);
    }

    BadRead bad() {
        return new BadRead(span, value, lower(), upper(), before.total(), begun.count() - before.count());
    }
}
