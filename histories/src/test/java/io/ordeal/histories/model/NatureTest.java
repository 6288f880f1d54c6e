package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What transitions say of themselves is true. */
class NatureTest {

    private static final long SAMPLES = 2_000 * Long.getLong("ordeal.scale", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void holds(Subject<?> subject) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            holds(subject, subject.model(), seed);
        }
    }

    static <S> void holds(Subject<?> subject, Model<S> model, long seed) {
        Sample<S> sample = Sample.draw(subject, model, new SplittableRandom(seed));
        for (Transition<S> transition : sample.transitions()) {
            for (S state : sample.states()) {
                hold(transition, state);
            }
        }
    }

    private static <S> void hold(Transition<S> transition, S state) {
        Optional<S> after = transition.from(state);
        switch (transition.nature()) {
            case Nature.Observes<S>(S only) ->
                claim(transition, state, only(state, only, state).equals(after));
            case Nature.Moves<S>(S only, S to) ->
                claim(transition, state, only(state, only, to).equals(after));
            case Nature.Sets<S>(S to) ->
                claim(transition, state, Optional.of(to).equals(after));
            case Nature.Passes<S> _ ->
                claim(transition, state, Optional.of(state).equals(after));
            case Nature.Looks<S> _ ->
                claim(transition, state, after.isEmpty() || after.get().equals(state));
            case Nature.Acts<S> _ -> {}
        }
        if (transition.nature() instanceof Nature.Observes<S>(S only)) {
            claim(transition, only, transition.from(only).equals(Optional.of(only)));
        }
        if (transition.nature() instanceof Nature.Moves<S>(S only, S to)) {
            claim(transition, only, transition.from(only).equals(Optional.of(to)));
        }
    }

    private static <S> Optional<S> only(S state, S only, S to) {
        return state.equals(only) ? Optional.of(to) : Optional.empty();
    }

    private static <S> void claim(Transition<S> transition, S state, boolean holds) {
        assertThat(holds)
                .as(() -> transition + " is said to be " + transition.nature() + ", but leads from " + state + " to "
                        + transition.from(state))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void equalTransitionsDoTheSameAndEqualStatesBearTheSame(Subject<?> subject) {
        equal(subject, subject.model());
    }

    private static <S> void equal(Subject<?> subject, Model<S> model) {
        Map<Transition<S>, Transition<S>> transitions = new LinkedHashMap<>();
        Map<S, S> states = new LinkedHashMap<>();
        for (long seed = 0; seed < SAMPLES / 10; seed++) {
            Sample<S> sample = Sample.draw(subject, model, new SplittableRandom(seed));
            for (S state : sample.states()) {
                S known = states.computeIfAbsent(state, it -> it);
                for (Transition<S> transition : sample.transitions()) {
                    Transition<S> twin = transitions.computeIfAbsent(transition, it -> it);
                    assertThat(twin.from(known)).isEqualTo(transition.from(state));
                    assertThat(twin.nature()).isEqualTo(transition.nature());
                    assertThat(twin.legalIn(known)).isEqualTo(transition.legalIn(state));
                }
                assertThat(model.show(known)).isEqualTo(model.show(state));
            }
        }
        assertThat(states).hasSizeGreaterThan(1);
    }

    /** Whoever says less of an operation makes checkers slow. */
    @Test
    void saysAllThatIsKnown() {
        var said = new LinkedHashMap<String, Set<String>>();
        for (Subject<?> subject : Subjects.all()) {
            natures(
                    subject,
                    subject.model(),
                    said.computeIfAbsent(subject.model().name(), _ -> new TreeSet<>()));
        }
        assertThat(said.entrySet().stream().map(model -> model.getKey() + ": " + String.join(", ", model.getValue())))
                .containsExactly(
                        "register: read Observes, read Passes, write Sets",
                        "cas-register: cas Moves, read Observes, read Passes, write Sets",
                        "multi-register: read Looks, read Passes, txn Acts, txn Looks, txn Passes, write Acts",
                        "mutex: acquire Moves, release Moves",
                        "set: add Acts, read Looks, read Observes, read Passes",
                        "counter: add Acts, add Passes, add-and-get Acts, add-and-get Moves, add-and-get Observes,"
                                + " add-and-get Passes, decr Acts, decr Passes, decr-and-get Acts, decr-and-get Moves,"
                                + " decr-and-get Observes, decr-and-get Passes, read Observes, read Passes",
                        "fifo-queue: dequeue Acts, dequeue Observes, enqueue Acts",
                        "unordered-queue: dequeue Acts, enqueue Acts",
                        "etcd-v2-key: cad Acts, cas Acts, cas Looks, create Acts, create Looks, delete Acts, read Acts,"
                                + " read Looks, read Passes, update Acts, update Looks, write Acts, write Looks");
    }

    private static <S> void natures(Subject<?> subject, Model<S> model, Set<String> natures) {
        for (long seed = 0; seed < 1000; seed++) {
            Sample<S> sample = Sample.draw(subject, model, new SplittableRandom(seed));
            for (int i = 0; i < sample.operations().size(); i++) {
                natures.add(sample.operations().get(i).f() + " "
                        + sample.transitions().get(i).nature().getClass().getSimpleName());
            }
        }
    }

    @Test
    void falseClaimsAreFound() {
        var natures = new ArrayList<Nature<Integer>>(List.of(
                new Nature.Observes<>(1),
                new Nature.Sets<>(2),
                new Nature.Moves<>(1, 2),
                new Nature.Passes<>(),
                new Nature.Looks<>()));
        for (Nature<Integer> nature : natures) {
            var liar = new Doubles(nature);
            assertThatThrownBy(() -> {
                        for (int state = 0; state < 4; state++) {
                            hold(liar, state);
                        }
                    })
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("is said to be " + nature);
        }
    }

    /** Doubles even numbers. */
    private record Doubles(Nature<Integer> nature) implements Transition<Integer> {
        @Override
        public Optional<Integer> from(Integer state) {
            return state % 2 == 0 ? Optional.of(2 * state) : Optional.empty();
        }

        @Override
        public @Nullable Object legalIn(Integer state) {
            return null;
        }
    }
}
