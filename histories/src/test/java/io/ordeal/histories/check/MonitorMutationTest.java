package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever forgets too much, or not what he should, is found out. */
class MonitorMutationTest {

    private static final long HISTORIES = 100_000L * Long.getLong("ordeal.scale", 1);

    private static Mutant mutant(String file, String find, String replace) {
        return new Mutant("io/ordeal/histories/frontier/" + file, find, replace);
    }

    static List<Mutant> mutants() {
        return List.of(
                mutant("Move.java", "stock.available()[lane] > 0", "stock.available()[lane] > 1"),
                mutant("Move.java", "available[kept] = before.stock().available()[lane];", "available[kept] = 1;"),
                mutant("Move.java", "kinds[kept] = kind(before.stock().kinds()[lane]);", "kinds[kept] = kind(0);"),
                mutant("Move.java", "kinds[slot] = kind(kinds[slot]);", ""),
                mutant("Move.java", "returns[slot] -= base;", ""),
                mutant("Move.java", "return to.state(from.state(state));", "return to.initial();"),
                mutant("Move.java", "counted && used ? lanes : new int[0]", "new int[0]"),
                mutant("Configurations.java", "others.draftUse(lanes[lane], 0);", "others.draftUse(0, 0);"),
                mutant(
                        "Configurations.java",
                        "others.draft(state.applyAsInt(states[i]), discharged[i], used[i]);",
                        "others.draft(state.applyAsInt(states[i]), 0, used[i]);"),
                mutant(
                        "Configurations.java",
                        "others.draft(state.applyAsInt(states[i]), discharged[i], used[i]);",
                        "others.draft(state.applyAsInt(states[i]), discharged[i], 0);"),
                mutant("Lookout.java", "names |= 1L << name;", ""),
                mutant("Lookout.java", "names == 0 && crashedKinds == 0", "names == 0"),
                mutant("Lookout.java", "names == 0 && crashedKinds == 0", "crashedKinds == 0"),
                mutant("Lookout.java", "note(there.stock().kinds()[lane]);", ""),
                mutant(
                        "Lookout.java",
                        "crashedKinds == 0 && frontier.configurations().size() == 1",
                        "crashedKinds == 0"),
                mutant("Lookout.java", "int start = automaton.state(state);", "int start = automaton.initial();"),
                mutant("Watch.java", "!waiting.isEmpty() && waiting.getFirst().ticket().ended", "!waiting.isEmpty()"));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isFoundOut(Mutant mutant) {
        assertThat(mutant.disagreement(MonitorTrial.class)).isPresent();
    }

    @Test
    void withoutADefectNothingIsFound() {
        var trial = new MonitorTrial(HISTORIES);
        assertThat(trial.get()).isEmpty();
        assertThat((double) trial.found() / HISTORIES).isBetween(0.1, 0.7);
        assertThat((double) trial.limited() / HISTORIES).isBetween(0.01, 0.3);
    }
}
