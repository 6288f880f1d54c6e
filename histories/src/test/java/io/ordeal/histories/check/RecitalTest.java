package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.mutation.Mutant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecitalTest {

    private static final String FOLDER = "io/ordeal/histories/check/";

    @Test
    void inPassagesItIsTheSame() {
        var trial = new RecitalTrial();

        assertThat(trial.get()).isEmpty();
        assertThat(trial.spoilt()).isBetween(500, 1_700);
    }

    static List<Mutant> mutants() {
        return List.of(
                new Mutant(FOLDER + "Recital.java", "!seen.intersects(outcome.operations())", "true"),
                new Mutant(FOLDER + "Recital.java", "invokedBefore < outcome.firstReturn()", "true"),
                new Mutant(FOLDER + "Recital.java", "|| seen.get(operation)", "|| true"),
                new Mutant(FOLDER + "Passage.java", "!seen.get(order[at])", "true"),
                new Mutant(FOLDER + "Passage.java", "columns.invoked(order[at]) < earliestReturn", "true"));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void whereItBelievesItIsFoundOut(Mutant mutant) {
        assertThat(mutant.disagreement(RecitalTrial.class)).isPresent();
    }
}
