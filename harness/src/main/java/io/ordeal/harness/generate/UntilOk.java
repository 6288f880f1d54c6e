package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Outcome;

/** One operation after the other, until one has succeeded. */
public record UntilOk(boolean succeeded, Generator inner) implements Generator {

    public UntilOk(Generator inner) {
        this(false, inner);
    }

    @Override
    public Next next(Context context) {
        if (succeeded) {
            return new Done();
        }
        if (!context.quiet()) {
            return new Pending(this);
        }
        return switch (inner.next(context)) {
            case Emit(Op op, Generator rest) -> new Emit(op, new UntilOk(rest));
            case Pending(Generator rest) -> new Pending(new UntilOk(rest));
            case Done done -> done;
        };
    }

    @Override
    public Generator update(Context context, Event event) {
        boolean ok = event instanceof Completion completion && completion.outcome() == Outcome.OK;
        return new UntilOk(succeeded || ok, inner.update(context, event));
    }
}
