package io.ordeal.histories.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pruning, made unsound, is found out. */
class FrontierMutationTest {

    private static final String FOLDER = "io/ordeal/histories/frontier/";

    private static Mutant mutant(String file, String find, String replace) {
        return new Mutant(FOLDER + file, find, replace);
    }

    static List<Mutant> mutants() {
        return List.of(
                mutant("Pruner.java", "(window.sooner(other) & ~used & same)", "(window.sooner(other) & ~used)"),
                mutant("Pruner.java", "(window.sooner(other) & ~used & same)", "(window.sooner(other) & same)"),
                mutant("Window.java", "sooner[Long.numberOfTrailingZeros(rest)] &= ~bit;", ""),
                mutant("Window.java", "if (returns[equal] < returns[slot]) {", "if (returns[equal] > returns[slot]) {"),
                mutant(
                        "Expansion.java",
                        "if (left-- == 0) {\n                    return false;",
                        "if (left-- == 0) {\n                    return true;"),
                mutant("Scissors.java", "> (once ? 0 : owed)", "> 0"),
                mutant("Projection.java", "supplied[kind]++ <= owed", "supplied[kind]++ < 1"),
                mutant("Projection.java", "if (to == from) {", "if (to != from) {"),
                mutant("Projection.java", "(automaton.initial() == state) ? 0 : 1", "true ? 0 : 1"),
                mutant("Kindred.java", "states.number(whole.initial());", ""),
                mutant("Pruner.java", "return gone >= Math.min(Supply.FULL, supply.available(lane));", "return false;"),
                mutant("Pruner.java", "(window.alike(kind) & ~configurations", "(window.pending() & ~configurations"),
                mutant("Pruner.java", "&& (window.idle(state) & ~discharged) == 0", ""),
                mutant("Pruner.java", "&& (window.movers(state) & ~used) == 0", ""),
                mutant("Pruner.java", "&& supply.movers(state).length == 0", ""),
                mutant("Pruner.java", "&& (window.producers(state) & ~used) == 0", ""),
                mutant("Pruner.java", "&& future.nextProducer(state) >= deadline", ""),
                mutant("Pruner.java", "&& !supply.leadsTo(state)", ""),
                mutant("Pruner.java", "|| foresight.get().lastNeed(state) > position", ""),
                mutant("Order.java", "return (others.discharged[j] & ~ones.discharged[i]) == 0\n", "return true\n"),
                mutant("Order.java", "(others.discharged[j] & ~discharged) == 0", "true"),
                mutant("Order.java", "case UNLIMITED -> dearer == 0;", "case UNLIMITED -> true;"),
                mutant(
                        "Order.java",
                        "if (hop > 0) {\n            surplus[hop - 1]--;",
                        "if (hop < 0) {\n            surplus[hop - 1]--;"),
                mutant("Order.java", "return lane >= 0 && --surplus[lane] >= 0;", "return lane >= 0;"),
                mutant("Order.java", "return paysForMoves() && isPaid(supply.setters());", "return paysForMoves();"),
                mutant("Supply.java", "& GUARDS) != GUARDS", "& GUARDS) == 0"),
                mutant(
                        "Configurations.java",
                        "((isDischarged & ~discharged[i]) | (used[i] & ~isUsed)) == 0",
                        "(used[i] & ~isUsed) == 0"),
                mutant(
                        "Configurations.java",
                        "((isDischarged & ~discharged[i]) | (used[i] & ~isUsed)) == 0",
                        "(isDischarged & ~discharged[i]) == 0"),
                mutant("Expansion.java", "pruner.sets(kindUsed) ? window.setters() : 0", "window.setters()"),
                mutant("Expansion.java", "(sets ? window.setters() : 0)", "window.setters()"),
                mutant("Expansion.java", "(!sets || (window.setters() & ~(discharged | other)) == 0)", "true"),
                mutant("Expansion.java", "to == state && (window.setters() & ~discharged) == 0", "to == state"),
                mutant("Expansion.java", "if ((!changes && next.cover(", "if ((next.cover("),
                mutant("Expansion.java", "(!discharged || lastChance)", "!discharged"),
                mutant("Foresight.java", "lastNeed[to] < columns.invoked(operation)", "lastNeed[to] < Columns.NEVER"),
                mutant("Foresight.java", "changed.add(from);", ""),
                mutant("Frontier.java", "current.discharged[i] |= window.idle(current.states[i]) & bit;", ""),
                mutant("Excerpt.java", "states.set(part.automaton().states());", ""),
                mutant(
                        "Scissors.java",
                        "if (to != Automaton.NONE && needed.get(to) && !isOver(candidates[i])) {",
                        "if (false) {"),
                mutant("Core.java", "needed.get(whole.automaton().to(kind))", "false"),
                mutant("Witness.java", "place(window.setters(), ABSORBED);", ""),
                mutant("Unclaimed.java", "first[kind] = next[operation];", ""));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isFoundOut(Mutant mutant) {
        assertThat(mutant.disagreement(FrontierTrial.class)).isPresent();
    }

    @Test
    void withoutADefectNothingIsFound() {
        assertThat(Mutant.disagreementOfNone(FrontierTrial.class)).isEmpty();
    }

    static List<Mutant> mutantsOfModels() {
        return List.of(
                mutant("Expansion.java", "automaton.next(without, lastKinds[at]) != to", "false"),
                mutant("Expansion.java", "return (discharged & ~(kept | bit | lastBits[at])) == 0;", "return true;"),
                mutant("Acting.java", "version++;", ""));
    }

    static List<Mutant> mutantsOfTheRelay() {
        return List.of(
                mutant("Frontier.java", "&& (current.used[i] & ~used) == 0", ""),
                mutant("Frontier.java", "&& (discharged & ~current.discharged[i]) == 0", ""),
                mutant("Frontier.java", "current.states[i] == milestone.state()", "true"),
                mutant("Frontier.java", "noted.trails[i] > noted.trails[last]", "noted.trails[i] < noted.trails[last]"),
                mutant("Uses.java", "others.positions[i] >= position", "others.positions[i] > position"),
                mutant("Uses.java", "others.positions[i] >= position", "true"));
    }

    @ParameterizedTest
    @MethodSource("mutantsOfTheRelay")
    void isFoundOutByManyAtOnce(Mutant mutant) {
        assertThat(mutant.disagreement(RelayTrial.class)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("mutantsOfModels")
    void isFoundOutByModels(Mutant mutant) {
        assertThat(mutant.disagreement(ModelsTrial.class)).isPresent();
    }

    @Test
    void withoutADefectModelsAreFine() {
        assertThat(Mutant.disagreementOfNone(ModelsTrial.class)).isEmpty();
    }
}
