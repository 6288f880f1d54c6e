package io.ordeal.harness.conformance;

import java.util.List;
import java.util.function.Function;

/**
 * Requests to one surface of the API.
 *
 * @param weight its share among all families
 * @param script draws the steps of a sequence
 */
record Family(String name, int weight, Function<Chance, List<Step>> script) {

    /** All of them. A new surface of the server gets a line here. */
    static final List<Family> ALL = List.of(
            new Family("keys", 50, KeyCalls::sequence),
            new Family("parameters", 15, ParameterCalls::sequence),
            new Family("encodings", 15, EncodingCalls::sequence),
            new Family("paths", 10, PathCalls::sequence),
            new Family("methods", 8, MethodCalls::sequence),
            new Family("protocol", 12, ProtocolCalls::sequence),
            new Family("large", 1, LargeCalls::sequence),
            new Family("expiry", 2, ExpiryCalls::sequence));

    private static final int WEIGHT = ALL.stream().mapToInt(Family::weight).sum();

    /** The sequence of that seed. */
    static Sequence sequence(long seed) {
        var chance = new Chance(seed);
        int left = chance.below(WEIGHT);
        for (Family family : ALL) {
            left -= family.weight();
            if (left < 0) {
                return new Sequence(family.name(), family.script().apply(chance));
            }
        }
        throw new AssertionError("the weights do not add up");
    }
}
