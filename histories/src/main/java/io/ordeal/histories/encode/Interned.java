package io.ordeal.histories.encode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Values that are numbered from 0 as they turn up, equal ones alike. The first may follow a rule, and are made on demand. */
final class Interned<T> {

    private final int ruled;
    private final IntFunction<T> rule;
    private final List<T> others = new ArrayList<>();
    private @Nullable Map<T, Integer> numbers;

    /** None at first. */
    Interned() {
        this(0, number -> {
            throw new IndexOutOfBoundsException(number);
        });
    }

    /** @param rule gives the first {@code ruled} values, all different, and equal ones for the same number */
    Interned(int ruled, IntFunction<T> rule) {
        this.ruled = ruled;
        this.rule = rule;
    }

    int size() {
        return ruled + others.size();
    }

    T get(int number) {
        return number < ruled ? rule.apply(number) : others.get(number - ruled);
    }

    /** Its number, a new one if it has none. */
    int number(T value) {
        Integer known = numbers().putIfAbsent(value, size());
        if (known != null) {
            return known;
        }
        others.add(value);
        return size() - 1;
    }

    private Map<T, Integer> numbers() {
        if (numbers == null) {
            numbers = new HashMap<>();
            for (int number = 0; number < ruled; number++) {
                numbers.put(rule.apply(number), number);
            }
        }
        return numbers;
    }
}
