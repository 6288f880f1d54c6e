package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.RegisterSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be done to a history, and its verdict is known from before: for histories too large for an oracle. */
class TransformationTest {

    private static final RegisterSubject CAS_REGISTER = new RegisterSubject(true, NilRead.INITIAL);
    private static final int HISTORIES = Math.toIntExact(400 * Long.getLong("ordeal.scale", 1));
    private static final int OPERATIONS = 60;

    private final Linearizable<?> checker = Linearizable.with(Register.withCas(NilRead.INITIAL));
    private int valid;

    private interface Claim {
        void accept(List<Call> calls, Verdict verdict, SplittableRandom random);
    }

    private void forEach(Claim claim) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            List<Call> calls = calls(random);
            Verdict verdict = verdict(calls);
            valid += isValid(verdict) ? 1 : 0;
            try {
                claim.accept(calls, verdict, random);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + verdict, broken);
            }
        }
        assertThat((double) valid / HISTORIES).isBetween(0.2, 0.8);
    }

    private static List<Call> calls(SplittableRandom random) {
        var shape = new Shape(OPERATIONS, 1 + random.nextInt(6), random.nextInt(8), 0.05, 0, random.nextInt(3));
        List<Event> events = RandomHistories.generate(CAS_REGISTER, random, shape);
        List<Call> calls = Call.of(History.of(events).operations());
        return Call.of(Call.history(calls).operations());
    }

    private Verdict verdict(List<Call> calls) {
        return checker.check(Call.history(calls));
    }

    private static boolean isValid(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid _ -> true;
            case Verdict.Invalid _ -> false;
            case Verdict.Unknown unknown -> throw new AssertionError("undecided: " + unknown);
        };
    }

    @Test
    void whoTakesLongerIsNoLessValid() {
        forEach((calls, verdict, random) -> {
            var longer = new ArrayList<Call>();
            for (Call call : calls) {
                longer.add(call.at(
                        call.start() - random.nextInt(20) - 0.5 * random.nextDouble(),
                        call.end() + random.nextInt(20) + 0.5 * random.nextDouble()));
            }
            if (isValid(verdict)) {
                assertThat(isValid(verdict(longer))).isTrue();
            }
        });
    }

    @Test
    void oneMoreThatCrashedIsNoHarm() {
        forEach((calls, verdict, random) -> {
            var more = new ArrayList<>(calls);
            for (int i = 0; i < 5; i++) {
                boolean write = random.nextBoolean();
                Object argument = write ? (Object) random.nextInt(5) : List.of(random.nextInt(5), random.nextInt(5));
                more.add(new Call(random.nextInt(100) + 0.5, Call.NEVER, write ? "write" : "cas", argument, null));
            }
            if (isValid(verdict)) {
                assertThat(isValid(verdict(more))).isTrue();
            }
        });
    }

    @Test
    void aReadOfTheStateFitsIntoItsExplanation() {
        forEach((calls, verdict, random) -> {
            if (verdict instanceof Verdict.Valid explained) {
                List<Operation> order = explained.witnesses().getFirst().order();
                var more = new ArrayList<>(calls);
                int place = random.nextInt(order.size() + 1);
                Object state = null;
                double begun = -1;
                for (Operation operation : order.subList(0, place)) {
                    begun = Math.max(begun, Call.of(operation).start());
                    state = after(operation, state);
                }
                more.add(new Call(begun + 0.25, begun + 0.5, "read", null, state));
                assertThat(isValid(verdict(more))).isTrue();
            }
        });
    }

    private static @Nullable Object after(Operation operation, @Nullable Object state) {
        Object argument = operation.invocation().value();
        return switch (operation.f()) {
            case "write" -> argument;
            case "cas" -> argument instanceof List<?> pair ? pair.getLast() : null;
            default -> state;
        };
    }

    @Test
    void oneAfterTheOtherIsValidIfBothAre() {
        forEach((all, _, random) -> {
            List<Call> first = all.stream().filter(Call::isOver).toList();
            var second = new ArrayList<Call>();
            second.add(new Call(-2, -1, "write", 3, 3));
            second.addAll(calls(random));
            var both = new ArrayList<>(first);
            second.forEach(call -> both.add(call.later(1000)));
            assertThat(isValid(verdict(both))).isEqualTo(isValid(verdict(first)) && isValid(verdict(second)));
        });
    }

    @Test
    void objectsAreNoConcernOfEachOther() {
        forEach((calls, verdict, random) -> {
            List<Call> others = calls(random);
            boolean otherIsValid = isValid(verdict(others));
            List<Call> both = Stream.concat(
                            calls.stream().map(call -> call.with(of("a"))),
                            others.stream().map(call -> call.later(0.5).with(of("b"))))
                    .toList();
            assertThat(isValid(checker.checkEach(Call.history(both)))).isEqualTo(isValid(verdict) && otherIsValid);
        });
    }

    private static UnaryOperator<@Nullable Object> of(String key) {
        return value -> Arrays.asList(key, value);
    }
}
