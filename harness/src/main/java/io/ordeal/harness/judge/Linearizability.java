package io.ordeal.harness.judge;

import static java.util.stream.Collectors.joining;

import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Gap;
import io.ordeal.histories.check.Linearization;
import io.ordeal.histories.check.Stretch;
import io.ordeal.histories.check.Verdict.Invalid;
import io.ordeal.histories.check.Verdict.Unknown;
import io.ordeal.histories.check.Verdict.Valid;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verdict of the linearizability checker in the words of a run. */
public record Linearizability(Finding finding, List<Counterexample> counterexamples) {

    private static final String NAME = "linearizable";

    public static Linearizability of(io.ordeal.histories.check.Verdict verdict) {
        return switch (verdict) {
            case Valid(List<Linearization> witnesses) ->
                new Linearizability(new Finding(NAME, Verdict.VALID, explained(witnesses)), List.of());
            case Unknown(List<Gap> gaps, var proven) ->
                new Linearizability(
                        new Finding(
                                NAME,
                                Verdict.UNKNOWN,
                                undecided(gaps) + (proven.isEmpty() ? "" : "; " + explained(proven))),
                        List.of());
            case Invalid(List<Counterexample> counterexamples, var gaps) ->
                new Linearizability(
                        new Finding(NAME, Verdict.INVALID, inWords(counterexamples, gaps)), counterexamples);
        };
    }

    private static String explained(List<Linearization> parts) {
        long operations = parts.stream().mapToLong(part -> part.order().size()).sum();
        return String.format(Locale.ROOT, "%,d operations in %d histories explained", operations, parts.size());
    }

    private static String undecided(List<Gap> gaps) {
        return gaps.stream()
                .map(gap -> named(gap.key())
                        + "undecided after %,d of %,d (%s)".formatted(gap.explained(), gap.succeeded(), gap.why()))
                .collect(joining("; "));
    }

    private static String inWords(List<Counterexample> counterexamples, List<Gap> gaps) {
        String first = sentence(counterexamples.getFirst());
        int more = counterexamples.size() - 1;
        return first + (more > 0 ? "; and " + more + " more" : "") + (gaps.isEmpty() ? "" : "; " + undecided(gaps));
    }

    /** Such as {@code r2: process 11 reads 3 where only 1 or 4 is possible}. */
    public static String sentence(Counterexample counterexample) {
        Operation culprit = counterexample.culprit();
        String legal =
                counterexample.legalValues().stream().map(String::valueOf).collect(joining(" or "));
        return "%s where only %s is possible"
                .formatted(sentence(counterexample.key(), culprit), legal.isEmpty() ? "nothing" : legal);
    }

    /** Such as {@code r2: process 11 reads 3}. */
    public static String sentence(Optional<Object> key, Operation operation) {
        return named(key) + "process %d %s %s".formatted(operation.process(), verb(operation.f()), seen(operation));
    }

    /** Such as {@code events 1103 to 1128 cannot be explained, whatever came before (4 operations suffice to see it)}. */
    public static String sentence(Stretch stretch) {
        long operations = stretch.core().stream()
                .filter(Event.Invocation.class::isInstance)
                .count();
        return String.format(
                Locale.ROOT,
                "events %d to %d cannot be explained, whatever came before (%d operations suffice to see it)",
                stretch.from(),
                stretch.to(),
                operations);
    }

    /** Such as {@code process 11 reads 3, events 1103 to 1110}. */
    public static String told(Operation operation) {
        String begin = "process %d %s %s".formatted(operation.process(), verb(operation.f()), seen(operation));
        long from = operation.invocation().index();
        return operation.outcome() == Outcome.OK
                ? begin
                        + ", events %d to %d"
                                .formatted(
                                        from,
                                        operation.completion().orElseThrow().index())
                : begin + ", from event %d on: nobody knows whether and when it took effect".formatted(from);
    }

    private static String verb(String f) {
        return switch (f) {
            case "read", "write" -> f + "s";
            default -> "does " + f;
        };
    }

    private static String seen(Operation operation) {
        return String.valueOf(operation.f().equals("read") ? operation.result() : operation.argument());
    }

    private static String named(Optional<Object> key) {
        return key.map(name -> name + ": ").orElse("");
    }
}
