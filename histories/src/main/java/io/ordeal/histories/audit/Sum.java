package io.ordeal.histories.audit;

import java.math.BigInteger;

/** A sum of which the positive and the negative parts are known apart. */
final class Sum {

    private BigInteger positive = BigInteger.ZERO;
    private BigInteger negative = BigInteger.ZERO;
    private long count;

    Sum copy() {
        var copy = new Sum();
        copy.positive = positive;
        copy.negative = negative;
        copy.count = count;
        return copy;
    }

    void add(BigInteger amount) {
        positive = positive.add(amount.max(BigInteger.ZERO));
        negative = negative.add(amount.min(BigInteger.ZERO));
        count++;
    }

    void remove(BigInteger amount) {
        positive = positive.subtract(amount.max(BigInteger.ZERO));
        negative = negative.subtract(amount.min(BigInteger.ZERO));
        count--;
    }

    /** What the positive ones come to. */
    BigInteger positive() {
        return positive;
    }

    /** What the negative ones come to: 0 or less. */
    BigInteger negative() {
        return negative;
    }

    BigInteger total() {
        return positive.add(negative);
    }

    long count() {
        return count;
    }
}
