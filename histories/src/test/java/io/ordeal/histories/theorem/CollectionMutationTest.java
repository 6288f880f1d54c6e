package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trials see it when a condition of the theorems on sets and queues is left out, or another. */
class CollectionMutationTest {

    static Stream<Mutant> setMutants() {
        return Stream.of(
                mutant("Chain", "if (before.size() != read.elements().size()) {", "if (false) {"),
                mutant("Chain", ".thenComparingInt(Read::operation)", ".thenComparingInt(read -> -read.operation())"),
                mutant("Chain", "before.putIfAbsent(element, first)", "before.put(element, first)"),
                mutant("Additions", "if (unwritten.isPresent()) {", "if (false) {"),
                mutant("Additions", "floors[kind] = chain.before(element);", "floors[kind] = 0;"),
                mutant("Additions", "&& places[operation] < floor", "&& false"),
                mutant("Additions", "raise(places[operation] + 1, operation);", "raise(places[operation], operation);"),
                mutant("Additions", "raise(places[operation], barriers[operation]);", ""),
                mutant("Additions", "if (gap > floor) {", "if (true) {"),
                mutant(
                        "Additions",
                        "places[operation] = Math.max(floors[kind], floor);",
                        "places[operation] = floors[kind];"),
                mutant("Additions", "floors[kind] < floor ? barrier : operation", "operation"),
                mutant("Additions", "        if (firsts[kind] == NONE) {\n", "        {\n"),
                mutant("Additions", "floors[kind] < chain.length() && places[first] > floors[kind]", "false"),
                mutant(
                        "Additions",
                        "columns.isCertain(operation) || isNeeded(operation)",
                        "columns.isCertain(operation)"),
                mutant("Bystanders", "columns.isReturn(position) && ", ""));
    }

    static Stream<Mutant> fifoMutants() {
        return Stream.of(
                mutant("Stays", "if (take != NONE && puts[number] == NONE) {", "if (false) {"),
                mutant("Stays", "doubled = Optional.of(new Doubled(takes[number], operation));", ""),
                mutant("Stays", "takes[number] != NONE || columns.isCertain(puts[number])", "true"),
                mutant("Stays", "takes[number] != NONE || columns.isCertain(puts[number])", "takes[number] != NONE"),
                mutant("Stays", "Math.min(put, columns.returned(takes[number]))", "put"),
                mutant(
                        "Stays",
                        "Math.max(columns.invoked(puts[number]), columns.invoked(takes[number]))",
                        "columns.invoked(takes[number])"),
                mutant(
                        "Vacancies",
                        "stays.isReal(number) && stays.in(number) < stays.ripe(number)",
                        "stays.isReal(number)"),
                mutant("Vacancies", "if (vacancy(idler) >= columns.returned(idler)) {", "if (false) {"),
                mutant("Vacancies", "in == 0 ? position", "true ? position"),
                mutant("Line", "<= in[byIn[firstIn]]", "<= Integer.MAX_VALUE"),
                mutant("Line", "<= out[byOut[firstOut]]", "<= Integer.MAX_VALUE"),
                mutant(
                        "Line",
                        "int moment = 2 * vacancies.vacancy(-1 - number) + 1;",
                        "int moment = 2 * columns.invoked(-1 - number) + 1;"),
                mutant("Line", "open[order[put]] <= ripe[order[take]]", "open[order[put]] < ripe[order[take]]"));
    }

    static Stream<Mutant> poolMutants() {
        return Stream.of(
                mutant("Stays", "columns.returned(take) < columns.invoked(puts[number])", "false"),
                mutant(
                        "Crowd",
                        "Math.max(2 * columns.invoked(put), lastVacancyBefore(ripe))",
                        "2 * columns.invoked(put)"),
                mutant("Crowd", "vacancies[-2 - at]", "vacancies[0]"),
                mutant("Crowd", "IDLE = 0", "IDLE = 3"),
                mutant("Crowd", "PUT = 1", "PUT = 3"));
    }

    private static Mutant mutant(String type, String find, String replace) {
        return new Mutant("io/ordeal/histories/theorem/" + type + ".java", find, replace);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("setMutants")
    void isSeenBySets(Mutant mutant) {
        assertThat(mutant.disagreement(SetTrial.class)).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fifoMutants")
    void isSeenByQueues(Mutant mutant) {
        assertThat(mutant.disagreement(FifoTrial.class)).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poolMutants")
    void isSeenByUnorderedQueues(Mutant mutant) {
        assertThat(mutant.disagreement(PoolTrial.class)).isPresent();
    }

    @Test
    void withoutADefectNothingIsSeen() {
        assertThat(Mutant.disagreementOfNone(SetTrial.class)).isEmpty();
        assertThat(Mutant.disagreementOfNone(FifoTrial.class)).isEmpty();
        assertThat(Mutant.disagreementOfNone(PoolTrial.class)).isEmpty();
    }
}
