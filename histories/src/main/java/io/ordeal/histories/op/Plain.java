package io.ordeal.histories.op;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that events carry, in the one form in which equal values are {@link Object#equals equal}: 5 is always the
 * {@link Long}, however it came in.
 */
public final class Plain {

    private static final int LONG_BITS = 63;

    private Plain() {}

    /**
     * {@code value} in plain form; collections are copied, in their own order, unless they came from here.
     *
     * @throws IllegalArgumentException for a value that no history can hold
     */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long _, PlainList _, String _, Keyword _, Boolean _, Double _, Literal _ -> value;
            case PlainSet _, PlainMap _ -> value;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            case BigInteger number -> number.bitLength() <= LONG_BITS ? (Object) number.longValue() : number;
            case List<?> list -> list(list);
            case Set<?> set -> set(set);
            case Map<?, ?> map -> map(map);
            default ->
                throw new IllegalArgumentException(
                        "a history holds no " + value.getClass().getName() + ": " + value);
        };
    }

    private static PlainList list(List<?> list) {
        @Nullable Object[] elements = list.toArray();
        var copy = new @Nullable Object[elements.length];
        for (int i = 0; i < elements.length; i++) {
            copy[i] = of(elements[i]);
        }
        return new PlainList(copy);
    }

    private static PlainSet set(Set<?> set) {
        var copy = new LinkedHashSet<@Nullable Object>();
        for (Object element : set) {
            copy.add(of(element));
        }
        return new PlainSet(copy);
    }

    private static PlainMap map(Map<?, ?> map) {
        var copy = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        map.forEach((key, value) -> copy.put(of(key), of(value)));
        return new PlainMap(copy);
    }
}
