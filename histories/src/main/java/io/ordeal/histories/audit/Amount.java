package io.ordeal.histories.audit;

import io.ordeal.histories.format.Edn;
import java.util.List;

/** A value, so many times. */
public record Amount(Object value, long times) {

    static List<Amount> sorted(List<Amount> amounts) {
        return amounts.stream()
                .sorted((one, other) -> Values.ORDER.compare(one.value(), other.value()))
                .toList();
    }

    /** How many they are together. */
    static long total(List<Amount> amounts) {
        return amounts.stream().mapToLong(Amount::times).sum();
    }

    @Override
    public String toString() {
        return Edn.text(value) + (times == 1 ? "" : " (" + Words.figure(times) + " times)");
    }
}
