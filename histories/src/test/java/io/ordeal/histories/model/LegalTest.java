package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.op.Plain;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The value that an operation would have to carry makes it legal. */
class LegalTest {

    private static final long SAMPLES = 2_000 * Long.getLong("ordeal.scale", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void isLegal(Subject<?> subject) {
        int illegal = 0;
        for (long seed = 0; seed < SAMPLES; seed++) {
            illegal += isLegal(subject, subject.model(), seed);
        }
        assertThat(illegal).isPositive();
    }

    /** How often something was not. */
    static <S> int isLegal(Subject<?> subject, Model<S> model, long seed) {
        int illegal = 0;
        Sample<S> sample = Sample.draw(subject, model, new SplittableRandom(seed));
        for (int i = 0; i < sample.operations().size(); i++) {
            Operation operation = sample.operations().get(i);
            Transition<S> transition = sample.transitions().get(i);
            for (S state : sample.states()) {
                if (operation.outcome() == Outcome.OK && transition.from(state).isEmpty()) {
                    illegal++;
                    isLegal(model, operation, state, transition.legalIn(state));
                }
            }
        }
        return illegal;
    }

    private static <S> void isLegal(Model<S> model, Operation operation, S state, @Nullable Object legal) {
        if (Objects.equals(legal, Transition.NOTHING)) {
            return;
        }
        assertThat(Plain.of(legal)).isEqualTo(legal);
        boolean fits = fits(model, operation, state, legal)
                || (legal instanceof Set<?> several
                        && several.stream().allMatch(one -> fits(model, operation, state, one)));
        assertThat(fits).as(() -> operation + " with " + legal + " in " + state).isTrue();
    }

    /** As a result, as an argument, or as both. */
    private static <S> boolean fits(Model<S> model, Operation operation, S state, @Nullable Object legal) {
        return fits(model, operation.f(), operation.argument(), legal, state)
                || fits(model, operation.f(), legal, null, state)
                || fits(model, operation.f(), legal, legal, state);
    }

    private static <S> boolean fits(
            Model<S> model, String f, @Nullable Object argument, @Nullable Object result, S state) {
        try {
            return model.certain(f, argument, result).from(state).isPresent();
        } catch (MisfitException _) {
            return false;
        }
    }
}
