package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Operations at random intervals, evenly spread between nothing and twice {@code interval}: about one an interval.
 * What could not be done in time is not made up for.
 *
 * @param due when the next may begin; empty before the first asking
 */
public record Stagger(Duration interval, OptionalLong due, Generator inner) implements Generator {

    public Stagger(Duration interval, Generator inner) {
        this(interval, OptionalLong.empty(), inner);
    }

    /** About so many operations a second. */
    public static Stagger rate(double perSecond, Generator inner) {
        return new Stagger(Duration.ofNanos(Math.round(1e9 / perSecond)), inner);
    }

    @Override
    public Next next(Context context) {
        var random = context.random();
        return switch (inner.next(context.seeded(random.nextLong()))) {
            case Emit(Op op, Generator rest) -> {
                long time = Math.max(op.time(), due.orElse(context.now()));
                long pause = random.nextLong(2 * interval.toNanos() + 1);
                yield new Emit(op.at(time), new Stagger(interval, OptionalLong.of(time + pause), rest));
            }
            case Pending(Generator rest) -> new Pending(new Stagger(interval, due, rest));
            case Done done -> done;
        };
    }

    @Override
    public Generator update(Context context, Event event) {
        return new Stagger(interval, due, inner.update(context, event));
    }
}
