package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What begins within a time. It counts from when this is first asked.
 *
 * @param deadline nanoseconds since the run began; empty before the first asking
 */
public record TimeLimit(Duration limit, OptionalLong deadline, Generator inner) implements Generator {

    public TimeLimit(Duration limit, Generator inner) {
        this(limit, OptionalLong.empty(), inner);
    }

    @Override
    public Next next(Context context) {
        long end = deadline.orElse(context.now() + limit.toNanos());
        if (context.now() >= end) {
            return new Done();
        }
        return switch (inner.next(context)) {
            case Emit(Op op, var _) when op.time() >= end -> new Done();
            case Emit(Op op, Generator rest) -> new Emit(op, new TimeLimit(limit, OptionalLong.of(end), rest));
            case Pending(Generator rest) -> new Pending(new TimeLimit(limit, OptionalLong.of(end), rest));
            case Done done -> done;
        };
    }

    @Override
    public Generator update(Context context, Event event) {
        return new TimeLimit(limit, deadline, inner.update(context, event));
    }
}
