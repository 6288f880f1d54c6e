package io.ordeal.histories.encode;

import io.ordeal.histories.op.Footprint;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@linkplain io.ordeal.histories.op.Plain Plain} values in numbers, the same for equal ones and for no others. Small
 * integers are in the number itself, and of a pair, such as a compare-and-set has, its two numbers are kept.
 */
final class Values {

    /** In place of no value. */
    static final int NIL = 3;

    private static final int TAG_BITS = 2;
    private static final int SMALL = 0;
    private static final int OBJECT = 1;
    private static final int PAIR = 2;
    private static final int TWO = 2;
    private static final long LARGEST = (1 << 29) - 1;

    private final Interned<Object> objects = new Interned<>();
    private final Pairs pairs = new Pairs();
    private long bytes;

    int number(@Nullable Object value) {
        return switch (value) {
            case null -> NIL;
            case Long small when small >= -LARGEST && small <= LARGEST -> ((int) (long) small << TAG_BITS) | SMALL;
            case List<?> pair
            when pair.size() == TWO ->
                (pairs.number(number(pair.getFirst()), number(pair.getLast())) << TAG_BITS) | PAIR;
            default -> (object(value) << TAG_BITS) | OBJECT;
        };
    }

    private int object(Object value) {
        int known = objects.size();
        int number = objects.number(value);
        if (number == known) {
            bytes += Footprint.of(value);
        }
        return number;
    }

    @Nullable
    Object value(int number) {
        return switch (number & ((1 << TAG_BITS) - 1)) {
            case SMALL -> (long) (number >> TAG_BITS);
            case OBJECT -> objects.get(number >>> TAG_BITS);
            case PAIR ->
                Arrays.asList(value(pairs.first(number >>> TAG_BITS)), value(pairs.second(number >>> TAG_BITS)));
            default -> null;
        };
    }

    /** About how much memory they take. */
    long bytes() {
        return bytes + objects.bytes() + pairs.bytes();
    }
}
