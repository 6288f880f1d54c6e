package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link TotalOrderTrial} sees it when a condition of the theorem is left out, or another. */
class TotalOrderMutationTest {

    static Stream<Mutant> mutants() {
        return Stream.of(
                mutant("TotalOrder", "forced && encoding.automaton().model().isOrderedByRank()", "forced"),
                mutant("TotalOrder", "forced && encoding", "encoding"),
                mutant("Ranking", "ranks[columns.kind(operations[i])] - least", "0L"),
                mutant("Ranking", "|| changesWithoutRank(automaton, columns, ranks)", ""),
                mutant("Ranking", "if (columns.returned(operation) < latest) {", "if (false) {"),
                mutant(
                        "Ranking",
                        "latest = Math.max(latest, columns.invoked(operation));",
                        "latest = columns.invoked(operation);"),
                mutant(
                        "Course",
                        "first = Math.min(first, columns.returned(ranked[i]));",
                        "first = columns.returned(ranked[i]);"),
                mutant("Course", "                earlier[at] = at - 1;\n", ""),
                mutant("Course", "columns.invoked(uncertain[0]) > end", "true"),
                mutant("Course", "states.add(after.get());", "states.add(0, after.get());"),
                mutant("Gaps", "gaps[course.at(place)] = place + 1;", "gaps[course.at(place)] = place;"),
                mutant("Gaps", "earliest = Math.max(earliest, gaps[operation]);", "earliest = 0;"),
                mutant("Gaps", "earliest = Math.max(earliest, gaps[operation]);", "earliest = gaps[operation];"),
                mutant("Gaps", "for (int gap = earliest;", "for (int gap = 0;"),
                mutant("Gaps", "if (course.admits(operation, gap)) {", "if (true) {"),
                mutant("Gaps", "columns.invoked(course.at(gap)) > columns.returned(operation)", "false"),
                mutant("Gaps", "columns.invoked(course.at(gap)) > columns.returned(operation)", "true"));
    }

    private static Mutant mutant(String type, String find, String replace) {
        return new Mutant("io/ordeal/histories/theorem/" + type + ".java", find, replace);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isSeen(Mutant mutant) {
        assertThat(mutant.disagreement(TotalOrderTrial.class)).isPresent();
    }

    @Test
    void withoutADefectNothingIsSeen() {
        assertThat(Mutant.disagreementOfNone(TotalOrderTrial.class)).isEmpty();
    }
}
