package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.model.FifoQueue;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Mutex;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Some objects do the opposite when time runs backwards: a history is valid if and only if its reversal is. */
class ReversalTest {

    private static final int HISTORIES = Math.toIntExact(100 * Long.getLong("ordeal.scale", 1));
    private static final double END = 10_000;
    /** Between the moments at which operations took effect. */
    private static final int STEP = 10;

    private int valid;

    private interface Maker {
        List<Call> make(SplittableRandom random);
    }

    private interface Opposite {
        Call of(Call call);
    }

    private void bothWays(Model<?> model, Maker maker, Opposite opposite) {
        var checker = Linearizable.with(model);
        for (int seed = 0; seed < HISTORIES; seed++) {
            List<Call> calls = maker.make(new SplittableRandom(seed));
            List<Call> reversed = calls.stream()
                    .map(call -> opposite.of(call).at(END - call.end(), END - call.start()))
                    .toList();
            Verdict verdict = checker.check(Call.history(calls));
            assertThat(checker.check(Call.history(reversed)))
                    .as("seed %d: %s", seed, calls)
                    .isInstanceOf(verdict.getClass())
                    .isNotInstanceOf(Verdict.Unknown.class);
            valid += verdict instanceof Verdict.Valid ? 1 : 0;
        }
        assertThat((double) valid / HISTORIES).isBetween(0.15, 0.85);
    }

    /** One that took effect at a certain moment, for as long as may be. */
    private static Call around(
            int moment, String f, @Nullable Object argument, @Nullable Object result, SplittableRandom random) {
        double time = 1000 + STEP * moment;
        return new Call(
                time - random.nextDouble(3 * STEP) - 1, time + random.nextDouble(3 * STEP) + 1, f, argument, result);
    }

    @Test
    void aMutexIsReleasedWhereItWasAcquired() {
        bothWays(
                new Mutex(),
                random -> {
                    var calls = new ArrayList<Call>();
                    for (int i = 0; i < 40; i++) {
                        calls.add(around(i, i % 2 == 0 ? "acquire" : "release", null, null, random));
                    }
                    if (random.nextBoolean()) {
                        int first = random.nextInt(calls.size() - 5);
                        calls.set(first, opposite(calls.get(first)));
                        calls.set(first + 5, opposite(calls.get(first + 5)));
                    }
                    return calls;
                },
                ReversalTest::opposite);
    }

    private static Call opposite(Call call) {
        return new Call(call.start(), call.end(), call.f().equals("acquire") ? "release" : "acquire", null, null);
    }

    @Test
    void aQueueThatIsEmptyInTheEndIsFilledWhereItWasEmptied() {
        queue(200, 1);
    }

    @Test
    void soIsOneOfElementsThatAreAlike() {
        queue(8, 2);
    }

    private void queue(int elements, int alike) {
        bothWays(
                new FifoQueue(),
                random -> {
                    var calls = new ArrayList<Call>();
                    int enqueued = 0;
                    int dequeued = 0;
                    int late = random.nextInt(2 * elements - 6);
                    if (late >= elements - 3) {
                        late = -9;
                    }
                    for (int moment = 0; dequeued < elements; moment++) {
                        if (enqueued < elements && (enqueued == dequeued || random.nextBoolean())) {
                            calls.add(around(moment, "enqueue", enqueued / alike, enqueued / alike, random));
                            enqueued++;
                        } else {
                            int value =
                                    (dequeued == late ? dequeued + 3 : dequeued == late + 3 ? late : dequeued) / alike;
                            calls.add(around(moment, "dequeue", null, value, random));
                            dequeued++;
                        }
                    }
                    return calls;
                },
                call -> call.f().equals("enqueue")
                        ? new Call(call.start(), call.end(), "dequeue", null, call.result())
                        : new Call(call.start(), call.end(), "enqueue", call.result(), call.result()));
    }

    @Test
    void aCompareAndSetIsUndoneByItsOpposite() {
        bothWays(
                Register.withCas(NilRead.INITIAL),
                random -> {
                    var calls = new ArrayList<Call>();
                    int state = 0;
                    calls.add(new Call(1, 2, "write", state, state));
                    for (int moment = 0; moment < 40; moment++) {
                        boolean lie = random.nextInt(60) == 0;
                        int seen = lie ? random.nextInt(3) : state;
                        if (random.nextBoolean()) {
                            calls.add(around(moment, "read", null, seen, random));
                        } else {
                            state = random.nextInt(3);
                            calls.add(around(moment, "cas", List.of(seen, state), List.of(seen, state), random));
                        }
                    }
                    calls.add(new Call(END - 2, END - 1, "read", null, state));
                    return calls;
                },
                call -> switch (call.f()) {
                    case "cas" -> {
                        List<?> pair = (List<?>) call.result();
                        List<?> opposite = pair == null ? List.of() : List.of(pair.getLast(), pair.getFirst());
                        yield new Call(call.start(), call.end(), "cas", opposite, opposite);
                    }
                    case "write" -> new Call(call.start(), call.end(), "read", null, call.result());
                    default ->
                        call.end() == END - 1
                                ? new Call(call.start(), call.end(), "write", call.result(), call.result())
                                : call;
                });
    }
}
