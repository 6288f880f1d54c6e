package io.ordeal.histories.op;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much memory {@linkplain Plain plain} values take, each for itself. */
public final class Footprint {

    /** What a number in an object of its own takes. */
    public static final int NUMBER = 24;

    private static final int LITTLE = 128;
    private static final int OBJECT = 24;
    private static final int REFERENCE = 8;
    /** An element of a set, or a key with its value, in its table. */
    private static final int ENTRY = 64;

    private Footprint() {}

    public static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Boolean _ -> 0;
            case Long _, Double _ -> NUMBER;
            case BigInteger number -> 2L * OBJECT + number.bitLength() / Byte.SIZE;
            case String text -> of(text);
            case Keyword(String name) -> OBJECT + of(name);
            case Literal(String edn) -> OBJECT + of(edn);
            case PlainList list -> 2L * OBJECT + (long) REFERENCE * list.size() + ofAll(list);
            case Collection<?> elements -> 2L * OBJECT + (long) ENTRY * elements.size() + ofAll(elements);
            case Map<?, ?> map -> 2L * OBJECT + (long) ENTRY * map.size() + ofAll(map.keySet()) + ofAll(map.values());
            default -> OBJECT;
        };
    }

    /** The same, but nothing for what takes little. */
    public static long large(@Nullable Object value) {
        long bytes = of(value);
        return bytes > LITTLE ? bytes : 0;
    }

    private static long of(String text) {
        return 2L * OBJECT + text.length();
    }

    private static long ofAll(Collection<?> values) {
        long bytes = 0;
        for (Object value : values) {
            bytes += of(value);
        }
        return bytes;
    }
}
