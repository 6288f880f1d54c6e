package io.ordeal.histories.model;

import io.ordeal.histories.check.Algorithm;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.op.History;
import io.ordeal.histories.subject.Oracle;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** A little of everything that is tested of models, all of them in turn. */
final class ModelTrial implements Supplier<Optional<String>> {

    private static final long SEEDS = 1_500;

    @Override
    public Optional<String> get() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Subject<?> subject : Subjects.all()) {
                try {
                    agrees(subject, seed);
                    NatureTest.holds(subject, subject.model(), seed);
                    LegalTest.isLegal(subject, subject.model(), seed);
                    DispensableTest.nothingChangesWithout(subject, subject.model(), seed);
                } catch (AssertionError | RuntimeException found) {
                    return Optional.of(subject + ", seed " + seed + ": " + found);
                }
            }
        }
        return Optional.empty();
    }

    private static <S> void agrees(Subject<S> subject, long seed) {
        var random = new SplittableRandom(seed);
        Subject<S> drawn = subject.drawn(random);
        Shape shape = seed % 2 == 0 ? Shape.small(random) : new Shape(9, 1 + random.nextInt(3), 1, 0.25, 0, 4);
        History history = History.of(RandomHistories.generate(drawn, random, shape));
        OptionalLong culprit = Oracle.culprit(drawn, history);
        Verdict verdict =
                Linearizable.with(subject.model()).by(Algorithm.PORCUPINE).check(history);
        long found = verdict instanceof Verdict.Invalid invalid
                ? invalid.counterexamples()
                        .getFirst()
                        .culprit()
                        .completion()
                        .orElseThrow()
                        .index()
                : -1;
        if (found != culprit.orElse(-1)) {
            throw new AssertionError(verdict + ", but " + culprit + " of " + history.events());
        }
    }
}
