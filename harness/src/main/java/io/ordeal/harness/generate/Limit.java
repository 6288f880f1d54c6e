package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;

/** The first so many operations. */
public record Limit(int remaining, Generator inner) implements Generator {

    @Override
    public Next next(Context context) {
        if (remaining == 0) {
            return new Done();
        }
        return switch (inner.next(context)) {
            case Emit(Op op, Generator rest) -> new Emit(op, new Limit(remaining - 1, rest));
            case Pending(Generator rest) -> new Pending(new Limit(remaining, rest));
            case Done done -> done;
        };
    }

    @Override
    public Generator update(Context context, Event event) {
        return new Limit(remaining, inner.update(context, event));
    }
}
