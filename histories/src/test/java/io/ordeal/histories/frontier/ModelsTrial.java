package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Encoder;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.subject.Oracle;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The frontier against an oracle on small histories of all models: all combinations of prunings in turn. Gives what they
 * disagree on, if they do.
 */
final class ModelsTrial implements Supplier<Optional<String>> {

    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private final long histories;

    /** @param histories how many of each model */
    ModelsTrial(long histories) {
        this.histories = histories;
    }

    /** As many as show a mutant. */
    ModelsTrial() {
        this(20_000);
    }

    @Override
    public Optional<String> get() {
        for (long i = 0; i < histories; i++) {
            for (Subject<?> subject : Subjects.all()) {
                Optional<String> complaint = complaint(subject, SEED * 1_000_000_007L + i);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
        }
        return Optional.empty();
    }

    private static <S> Optional<String> complaint(Subject<S> subject, long seed) {
        var random = new SplittableRandom(seed);
        Subject<S> drawn = subject.drawn(random);
        History history = History.of(RandomHistories.generate(drawn, random, Shape.small(random)));
        Prunings prunings = FrontierTrial.prunings(random.nextInt(FrontierTrial.COMBINATIONS));
        OptionalLong culprit = Oracle.culprit(drawn, history);
        String name = "%s, seed %d, %s, %s: ".formatted(subject, seed, prunings, history.events());
        try {
            Encoding<?> encoding = encoding(subject.model(), history);
            var sweep = Sweep.over(
                    encoding, Approach.exact(prunings), Meter.start(Duration.ofDays(1), Long.MAX_VALUE, () -> 0));
            boolean survived = sweep.run();
            if (survived == culprit.isPresent()) {
                return Optional.of(name + "survived is " + survived);
            }
            return survived || prunings.lookAhead() || culprit.getAsLong() == index(encoding, sweep.position())
                    ? Optional.empty()
                    : Optional.of(name + "the culprit is not that at " + culprit);
        } catch (RuntimeException | SpentException broken) {
            return Optional.of(name + broken);
        }
    }

    private static long index(Encoding<?> encoding, int position) {
        return encoding.origin()
                .apply(encoding.columns().operationAt(position))
                .completion()
                .orElseThrow()
                .index();
    }

    private static <S> Encoding<S> encoding(Model<S> model, History history) {
        var encoder = new Encoder<>(model);
        var open = new HashMap<Long, Integer>();
        for (Event event : history.events()) {
            switch (event) {
                case Invocation invocation -> open.put(invocation.process(), encoder.invoke(invocation));
                case Completion completion ->
                    encoder.complete(Objects.requireNonNull(open.get(completion.process())), completion);
                case Event.Disturbance _ -> {}
            }
        }
        return encoder.encoding();
    }
}
