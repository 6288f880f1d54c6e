package io.ordeal.histories.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject.Request;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle against a recursion that is told nothing, and begins anew for each return. */
class OracleTest {

    private static final long HISTORIES = 5_000 * Long.getLong("ordeal.scale", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S> void agreesWithAPlainerOne(Subject<S> subject) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            Subject<S> drawn = subject.drawn(random);
            var shape = new Shape(
                    2 + random.nextInt(5), 1 + random.nextInt(4), 1 + random.nextInt(3), 0.3, 0, random.nextInt(3));
            History history = History.of(RandomHistories.generate(drawn, random, shape));
            assertThat(Oracle.culprit(drawn, history))
                    .as(told(seed, history))
                    .isEqualTo(plainly(drawn.seen(history), history));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S> void whatAnObjectReallyDidCanBeExplained(Subject<S> subject) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            Subject<S> drawn = subject.drawn(random);
            History history = History.of(RandomHistories.generate(drawn, random, new Shape(9, 4, 3, 0.3, 0.1, 0)));
            assertThat(Oracle.culprit(drawn, history)).as(told(seed, history)).isEmpty();
        }
    }

    private static <S> OptionalLong plainly(Subject<S> subject, History history) {
        List<Operation> operations = history.operations().stream()
                .filter(operation -> operation.outcome() != Outcome.FAIL)
                .toList();
        return operations.stream()
                .mapToLong(OracleTest::end)
                .filter(end -> end != Long.MAX_VALUE)
                .sorted()
                .filter(end -> !explains(subject, operations, new boolean[operations.size()], subject.fresh(), end))
                .findFirst();
    }

    private static <S> boolean explains(
            Subject<S> subject, List<Operation> operations, boolean[] done, S state, long horizon) {
        long firstReturn = Long.MAX_VALUE;
        for (int i = 0; i < done.length; i++) {
            long end = end(operations.get(i));
            firstReturn = done[i] || end > horizon ? firstReturn : Math.min(firstReturn, end);
        }
        if (firstReturn == Long.MAX_VALUE) {
            return true;
        }
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && operations.get(i).invocation().index() < firstReturn) {
                done[i] = true;
                for (S after : after(subject, state, operations.get(i))) {
                    if (explains(subject, operations, done, after, horizon)) {
                        return true;
                    }
                }
                done[i] = false;
            }
        }
        return false;
    }

    private static <S> List<S> after(Subject<S> subject, S state, Operation operation) {
        var request = new Request(operation.f(), operation.argument());
        return operation.outcome() == Outcome.OK
                ? subject.after(state, request, operation.result())
                : subject.after(state, request);
    }

    private static long end(Operation operation) {
        return operation.outcome() == Outcome.OK
                ? operation.completion().orElseThrow().index()
                : Long.MAX_VALUE;
    }

    private static Supplier<String> told(long seed, History history) {
        return () -> "seed " + seed + ": " + history.events();
    }
}
