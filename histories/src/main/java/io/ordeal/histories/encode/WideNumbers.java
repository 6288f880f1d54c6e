package io.ordeal.histories.encode;

import org.jspecify.annotations.Nullable;

/** A list of numbers of which most are small: 4 bytes each, and 8 once one needs that. */
final class WideNumbers {

    private final Numbers low = new Numbers();
    private @Nullable Numbers high;

    void add(long value) {
        low.add((int) value);
        if (high != null) {
            high.add((int) (value >> Integer.SIZE));
        } else if (value != (int) value) {
            widen();
            high(low.size() - 1, value);
        }
    }

    void set(int at, long value) {
        low.set(at, (int) value);
        if (high == null && value != (int) value) {
            widen();
        }
        if (high != null) {
            high(at, value);
        }
    }

    private void widen() {
        high = new Numbers();
        for (int i = 0; i < low.size(); i++) {
            high.add(low.get(i) >> (Integer.SIZE - 1));
        }
    }

    private void high(int at, long value) {
        if (high != null) {
            high.set(at, (int) (value >> Integer.SIZE));
        }
    }

    long get(int at) {
        int value = low.get(at);
        return high == null ? value : ((long) high.get(at) << Integer.SIZE) | Integer.toUnsignedLong(value);
    }

    /** About how much memory it takes. */
    long bytes() {
        return low.bytes() + (high == null ? 0 : high.bytes());
    }
}
