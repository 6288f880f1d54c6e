package io.ordeal.harness.conformance;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws, always the same ones from the same seed. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean in100(int times) {
        return random.nextInt(100) < times;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T any(T... things) {
        return things[random.nextInt(things.length)];
    }

    <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    <T> List<T> times(int count, Supplier<T> thing) {
        return Stream.generate(thing).limit(count).toList();
    }

    /** Up to so many pieces, one after the other. */
    String some(int most, List<String> pieces) {
        return String.join("", times(random.nextInt(most + 1), () -> any(pieces)));
    }
}
