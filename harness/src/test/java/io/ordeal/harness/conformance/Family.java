package io.ordeal.harness.conformance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Requests to one surface of the API.
 *
 * @param weight its share of what is drawn
 * @param script draws the steps of a sequence
 * @param always what must not be left to chance: the steps of sequences that take place in any case
 */
record Family(String name, int weight, Function<Chance, List<Step>> script, List<List<Step>> always) {

    /** All of them. A new surface of the server gets a line here. */
    static final List<Family> ALL = List.of(
            new Family("keys", 50, KeyCalls::sequence, List.of()),
            new Family("parameters", 15, ParameterCalls::sequence, ParameterCalls.ALWAYS),
            new Family("encodings", 15, EncodingCalls::sequence, List.of()),
            new Family("paths", 10, PathCalls::sequence, List.of()),
            new Family("methods", 8, MethodCalls::sequence, MethodCalls.ALWAYS),
            new Family("members", 4, MemberCalls::sequence, MemberCalls.ALWAYS),
            new Family("protocol", 12, ProtocolCalls::sequence, ProtocolCalls.ALWAYS),
            new Family("large", 1, LargeCalls::sequence, LargeCalls.ALWAYS),
            new Family("expiry", 1, ExpiryCalls::sequence, ExpiryCalls.ALWAYS));

    private static final int WEIGHT = ALL.stream().mapToInt(Family::weight).sum();

    /** What takes place in any case, and then so many sequences that are drawn, each from a seed of its own. */
    static Stream<Sequence> sequences(int drawn) {
        Stream<Sequence> fixed = ALL.stream()
                .flatMap(family -> family.always().stream().map(steps -> new Sequence(family.name(), steps)));
        return Stream.concat(
                fixed, Stream.iterate(1L, seed -> seed + 1).limit(drawn).map(Family::drawn));
    }

    /** The sequence of that seed. */
    static Sequence drawn(long seed) {
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
