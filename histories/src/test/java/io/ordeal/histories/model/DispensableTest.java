package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.format.Edn;
import io.ordeal.histories.format.MalformedFileException;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.Oracle;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model can dispense with, an oracle can too. */
class DispensableTest {

    private static final Pattern OPERATION = Pattern.compile("(\\S+) (.+?)(?: -> (.+))?");
    private static final long HISTORIES = 20_000 * Long.getLong("ordeal.scale", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void nothingChangesWithout(Subject<?> subject) {
        int spared = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            spared += nothingChangesWithout(subject, subject.model(), seed);
        }
        assertThat(spared).isPositive();
    }

    /** Without how many. */
    static <T, S> int nothingChangesWithout(Subject<T> subject, Model<S> model, long seed) {
        var random = new SplittableRandom(seed);
        Subject<T> drawn = subject.drawn(random);
        var shape = new Shape(
                3 + random.nextInt(7),
                1 + random.nextInt(5),
                1 + random.nextInt(4),
                random.nextDouble() * 0.9,
                0,
                random.nextInt(3));
        History history = History.of(RandomHistories.generate(drawn, random, shape));
        History rest = without(dispensable(model, history), history);
        assertThat(Oracle.culprit(drawn, rest)).as(told(seed, history)).isEqualTo(Oracle.culprit(drawn, history));
        return history.operations().size() - rest.operations().size();
    }

    /** Whoever spares less makes checkers slow. */
    @Test
    void sparesAllThatItCan() {
        assertThat(spared(new GrowOnlySet(NilRead.INITIAL), "read nil -> [1]; add 1; add 2; read nil"))
                .containsExactly("add 2", "read nil");
        assertThat(spared(new Counter(NilRead.INITIAL), "add 1 -> 1; add 2; decr-and-get 3"))
                .containsExactly("add 2", "decr-and-get 3");
        assertThat(spared(new Counter(NilRead.INITIAL), "read nil -> 1; add 2; add 0; read nil"))
                .containsExactly("add 0", "read nil");
        assertThat(spared(new Mutex(), "acquire nil -> nil; acquire nil; release nil"))
                .containsExactly("acquire nil");
        assertThat(spared(new FifoQueue(), "dequeue nil -> 1; enqueue 1; enqueue 2; dequeue nil"))
                .containsExactly("enqueue 2");
        assertThat(spared(new FifoQueue(), "enqueue 1 -> 1; enqueue 2; dequeue nil"))
                .containsExactly("enqueue 2", "dequeue nil");
        assertThat(spared(new UnorderedQueue(), "dequeue nil -> 1; enqueue 1; enqueue 2; dequeue nil"))
                .containsExactly("enqueue 2", "dequeue nil");
        assertThat(spared(new UnorderedQueue(), "dequeue nil -> nil; enqueue 1; dequeue nil"))
                .containsExactly("enqueue 1");
        assertThat(spared(
                        new MultiRegister(NilRead.INITIAL),
                        "read nil -> [[:r :x 1]]; write [[:w :x 1]]; write [[:w :x 2]]; txn [[:w :y 1] [:w :x 2]];"
                                + " txn [[:r :x nil]]"))
                .containsExactly("write [[:w :x 2]]", "txn [[:w :y 1] [:w :x 2]]", "txn [[:r :x nil]]");
        assertThat(spared(
                        new EtcdKey(NilRead.INITIAL),
                        "read nil -> 1; write 1; write 2; cas [3 1]; write 3; cas {:prevValue 4 :value 5}; delete nil"))
                .containsExactly("write 2", "cas {:prevValue 4 :value 5}", "delete nil");
        assertThat(spared(new EtcdKey(NilRead.INITIAL), "delete nil -> nil; write 1; cad 1"))
                .containsExactly("cad 1");
        assertThat(spared(new EtcdKey(NilRead.INITIAL), "cas {:prevIndex 3 :value 2} -> nil; write 1; delete nil"))
                .containsExactly("delete nil");
    }

    /** Of operations such as in {@link ScriptTest}. */
    private static <S> List<String> spared(Model<S> model, String operations) {
        var certain = new ArrayList<Transition<S>>();
        var possible = new ArrayList<Transition<S>>();
        var names = new ArrayList<String>();
        for (String operation : operations.split("; ", -1)) {
            Matcher parts = OPERATION.matcher(operation);
            assertThat(parts.matches()).as(operation).isTrue();
            if (parts.group(3) == null) {
                names.add(operation);
                possible.add(model.possible(parts.group(1), plain(parts.group(2))));
            } else {
                certain.add(model.certain(parts.group(1), plain(parts.group(2)), plain(parts.group(3))));
            }
        }
        return model.dispensable(certain, possible).stream()
                .mapToObj(names::get)
                .toList();
    }

    private static @Nullable Object plain(String edn) {
        try {
            return Edn.parse(edn);
        } catch (MalformedFileException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static <S> Set<Operation> dispensable(Model<S> model, History history) {
        var certain = new LinkedHashSet<Transition<S>>();
        var possible = new LinkedHashSet<Transition<S>>();
        for (Operation operation : history.operations()) {
            switch (operation.outcome()) {
                case OK -> certain.add(model.certain(operation.f(), operation.argument(), operation.result()));
                case INFO -> possible.add(model.possible(operation.f(), operation.argument()));
                case FAIL -> {}
            }
        }
        var useless = new LinkedHashSet<Transition<S>>();
        List<Transition<S>> kinds = List.copyOf(possible);
        BitSet which = model.dispensable(List.copyOf(certain), kinds);
        which.stream().forEach(i -> useless.add(kinds.get(i)));
        var dispensable = new LinkedHashSet<Operation>();
        for (Operation operation : history.operations()) {
            if (operation.outcome() == Outcome.INFO
                    && useless.contains(model.possible(operation.f(), operation.argument()))) {
                dispensable.add(operation);
            }
        }
        return dispensable;
    }

    private static History without(Set<Operation> operations, History history) {
        var gone = new LinkedHashSet<Event>();
        for (Operation operation : operations) {
            gone.add(operation.invocation());
            operation.completion().ifPresent(gone::add);
        }
        var events = new ArrayList<>(history.events());
        events.removeIf(gone::contains);
        return History.of(events);
    }

    private static Supplier<String> told(long seed, History history) {
        return () -> "seed " + seed + ": " + history.events();
    }
}
