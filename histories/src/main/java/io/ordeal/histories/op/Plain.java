package io.ordeal.histories.op;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
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
     * {@code value} in plain form; collections are copied, in their own order.
     *
     * @throws IllegalArgumentException for a value that no history can hold
     */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean _, Long _, Double _, String _, Keyword _, Literal _ -> value;
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

    private static List<@Nullable Object> list(List<?> list) {
        var copy = new ArrayList<@Nullable Object>(list.size());
        for (Object element : list) {
            copy.add(of(element));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Set<@Nullable Object> set(Set<?> set) {
        var copy = new LinkedHashSet<@Nullable Object>();
        for (Object element : set) {
            copy.add(of(element));
        }
        return Collections.unmodifiableSet(copy);
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map) {
        var copy = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        map.forEach((key, value) -> copy.put(of(key), of(value)));
        return Collections.unmodifiableMap(copy);
    }
}
