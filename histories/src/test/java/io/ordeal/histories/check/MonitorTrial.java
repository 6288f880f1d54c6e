package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Bounds;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Small histories of every model, watched by monitors that hardly remember anything, and checked as a whole. Gives what
 * they disagree on, if they do.
 */
final class MonitorTrial implements Supplier<Optional<String>> {

    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private final long histories;
    private long found;
    private long limited;

    MonitorTrial(long histories) {
        this.histories = histories;
    }

    /** As many as show a mutant. */
    MonitorTrial() {
        this(60_000);
    }

    /** How many violations were found. */
    long found() {
        return found;
    }

    /** How often a limit was reached. */
    long limited() {
        return limited;
    }

    @Override
    public Optional<String> get() {
        List<Subject<?>> subjects = Subjects.all();
        for (long i = 0; i < histories; i++) {
            Optional<String> complaint =
                    complaint(subjects.get((int) (i % subjects.size())), SEED * 1_000_000_007L + i);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private <S> Optional<String> complaint(Subject<S> subject, long seed) {
        var random = new SplittableRandom(seed);
        Bounds bounds = bounds(random);
        List<Event> drawn = RandomHistories.generate(subject.drawn(random), random, Shape.small(random));
        List<Event> events = Seen.ended(drawn);
        Optional<String> complaint;
        try {
            var seen = Seen.of(new Monitor<>(subject.model(), false, bounds), events);
            found += seen.culprit().isPresent() ? 1 : 0;
            limited += seen.limits().isEmpty() ? 0 : 1;
            complaint = seen.complaint(subject.model());
        } catch (RuntimeException broken) {
            complaint = Optional.of(broken.toString());
        }
        return complaint.map(wrong -> "seed " + seed + ", " + bounds + ": " + wrong + "\n" + events);
    }

    private static Bounds bounds(SplittableRandom random) {
        Bounds little = Bounds.STANDARD.withForgetEvery(1 + random.nextInt(3)).withReady(random.nextInt(2));
        return random.nextInt(3) == 0 ? little.withWork(0, 1 + random.nextInt(64)) : little;
    }
}
