package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ModelTrial} sees it when a model takes a wrong step, or promises too much. */
class ModelMutationTest {

    static Stream<Mutant> mutants() {
        return Stream.of(
                        of(
                                "Register",
                                replace("new Nature.Moves<>(old, value)", "new Nature.Sets<>(value)"),
                                replace("case Cas cas -> List.of(cas.old());", "case Cas _ -> List.of();"),
                                replace("case Cas cas -> List.of(cas.value());", "case Cas _ -> List.of();")),
                        of(
                                "Demand",
                                replace("if (needed.add(thing)) {", "if (false) {"),
                                replace("makers.containsKey(thing) && needed.add(thing)", "thing.equals(needed)")),
                        of(
                                "Transaction",
                                replace("written.containsKey(step.register) ? written", "false ? written"),
                                replace("return contradicts ? Optional.empty()", "return false ? Optional.empty()"),
                                replace("boolean leaves = contradicts ||", "boolean leaves = !expected.isEmpty() ||"),
                                replace("contradicts || !expected.isEmpty() ?", "contradicts ?"),
                                replace("value == null ? registers.without(register) :", "")),
                        of(
                                "MultiRegister",
                                replace("nilRead == NilRead.INITIAL ? told", "true ? told"),
                                replace("it -> things(((Transaction) it).expected())", "_ -> List.of()")),
                        of(
                                "Mutex",
                                replace("taken == takes ? Optional.empty() :", ""),
                                replace("!certain.contains(", "certain.contains(")),
                        of(
                                "GrowOnlySet",
                                replace("elements.size() == values.size() ?", "true ?"),
                                replace(
                                        "elements.with(value, true));\n        }\n\n        @Override",
                                        "elements);\n        }\n\n        @Override"),
                                replace("new Nature.Looks<>()", "new Nature.Passes<>()")),
                        of(
                                "Counter",
                                replace("number(f, argument).negate()", "number(f, argument)"),
                                replace(
                                        "delta.signum() == 0 ? Transition.passing()",
                                        "delta.signum() < 0 ? Transition.passing()"),
                                replace("it instanceof Read || it instanceof Told", "it instanceof Read"),
                                replace(
                                        "new Nature.Moves<>(after.subtract(delta), after)",
                                        "new Nature.Moves<>(after, after)")),
                        of(
                                "FifoQueue",
                                replace("result == null ? new Idle() :", "result == null ? Transition.passing() :"),
                                replace("value.orElse(first).equals(first)", "true"),
                                replace("seen.isEmpty() && !idle", "seen.isEmpty()"),
                                replace("? !seen.contains(value)", "? true")),
                        of("Backlog", replace("new Backlog(reversed(rear), null,", "new Backlog(rear, null,")),
                        of(
                                "UnorderedQueue",
                                replace("size <= claims ?", "size < claims ?"),
                                replace("claims - size", "claims"),
                                replace("claims + 1", "claims"),
                                replace("count(value) + 1", "1"),
                                replace(": !idle);", ": true);"),
                                replace("? !seen.contains(value) :", "? seen.contains(value) :")),
                        of(
                                "EtcdKey",
                                replace(
                                        "told ? index == other : index <= other",
                                        "told ? index == other : index < other"),
                                replace("told ? index == other : index <= other", "index <= other"),
                                replace("new Version(next, index + 1, false)", "new Version(next, index, false)"),
                                replace("told > index ?", "told >= index ?"),
                                replace("new Version(next, told, next.isPresent())", "new Version(next, told, false)"),
                                replace("tells ? new Nature.Acts<>() : new Nature.Looks<>()", "new Nature.Looks<>()"),
                                replace("case Change change -> change.needs();", "case Change _ -> List.of();"),
                                replace("lies ? new Prior.Never() : found", "found"),
                                replace("answer.has(\"prevNode\") ?", "answer.get(\"prevNode\") != null ?")),
                        of(
                                "Prior",
                                replace("value.isEmpty() || value.equals(state.value())", "true"),
                                replace("index.isEmpty() || state.admits(index.getAsLong())", "true"),
                                replace("index.isEmpty() ? state :", ""),
                                replace(
                                        "value.isPresent() ? List.of(value, SOME)",
                                        "value.isPresent() ? List.of(value)"),
                                replace("List.of(Optional.empty())", "List.of()")),
                        of(
                                "Change",
                                replace("needs.addAll(it.needs())", "needs.size()"),
                                replace("found.isPresent() ? found.get().in(it) :", ""),
                                replace("form == Form.PAIR", "form == Form.OLD")))
                .flatMap(mutants -> mutants);
    }

    private record Replacement(String find, String replace) {}

    private static Replacement replace(String find, String replace) {
        return new Replacement(find, replace);
    }

    private static Stream<Mutant> of(String file, Replacement... replacements) {
        return Stream.of(replacements)
                .map(it -> new Mutant("io/ordeal/histories/model/" + file + ".java", it.find(), it.replace()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isSeen(Mutant mutant) {
        assertThat(mutant.disagreement(ModelTrial.class)).isPresent();
    }

    @Test
    void withoutADefectNothingIsSeen() {
        assertThat(Mutant.disagreementOfNone(ModelTrial.class)).isEmpty();
    }
}
