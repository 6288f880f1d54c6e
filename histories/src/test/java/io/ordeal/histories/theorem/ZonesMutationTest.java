package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ZonesTrial} sees it when a condition of the theorem is left out, or another. */
class ZonesMutationTest {

    static Stream<Mutant> mutants() {
        return Stream.of(
                lives("firstReturn[state] = Math.min(firstReturn[state], ", "firstReturn[state] = Math.max(0, "),
                lives("source != NONE && columns.isCertain(operation)", "source != NONE"),
                lives("if (isSeen(state) || (producer", "if ((producer"),
                lives(
                        "isSeen(state) || (producer[state] != NONE && columns.isCertain(producer[state]))",
                        "isSeen(state)"),
                lives("if (maker == NONE) {", "if (maker == NONE && isSeen(value)) {"),
                lives("if (successor[source] != NONE) {", "if (false) {"),
                lives("            value = source;\n", "            return Optional.empty();\n"),
                lives("                || successor[state] != NONE\n", ""),
                blocks("lives.firstReturn[state] < invoked", "lives.firstReturn[state] < 0"),
                blocks("columns.returned(next) < invoked", "columns.returned(next) < 0"),
                blocks("widen(lives.firstReturn[state], lives.lastInvocation[state]);", ""),
                blocks("widen(columns.returned(next), columns.invoked(next));", ""),
                blocks("reached == real ?", "true ?"),
                blocks("beginning[Math.min(returned, invoked)]", "beginning[invoked]"),
                blocks("beginning[Math.min(returned, invoked)]", "beginning[returned]"),
                sequence("int end = blocks.lastInvocation(forward);", "int end = -1;"),
                sequence("if (blocks.firstReturn(root) < end) {", "if (false) {"),
                sequence("if (blocks.firstReturn(root) < end) {", "if (blocks.lastInvocation(root) < end) {"),
                sequence("if (blocks.firstReturn(root) < blocks.lastInvocation(root)) {", "if (true) {"),
                sequence("                end = blocks.lastInvocation(root);\n", ""),
                sequence("order[placed++] = lives.producer[root];", "placed++;"),
                bystanders(
                        "int until = i < order.length ? columns.invoked(order[i])", "int until = i < order.length ? 0"),
                bystanders("if (columns.isReturn(position) && ", "if ("));
    }

    private static Mutant lives(String find, String replace) {
        return new Mutant("io/ordeal/histories/theorem/Lives.java", find, replace);
    }

    private static Mutant blocks(String find, String replace) {
        return new Mutant("io/ordeal/histories/theorem/Blocks.java", find, replace);
    }

    private static Mutant bystanders(String find, String replace) {
        return new Mutant("io/ordeal/histories/theorem/Bystanders.java", find, replace);
    }

    private static Mutant sequence(String find, String replace) {
        return new Mutant("io/ordeal/histories/theorem/Sequence.java", find, replace);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isSeen(Mutant mutant) {
        assertThat(mutant.disagreement(ZonesTrial.class)).isPresent();
    }

    @Test
    void withoutADefectNothingIsSeen() {
        assertThat(Mutant.disagreementOfNone(ZonesTrial.class)).isEmpty();
    }
}
