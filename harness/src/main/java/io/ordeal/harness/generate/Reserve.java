package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;

/**
 * The first threads for one generator, all others for another: so neither keeps the other waiting. Each hears of all that
 * happens. After Jepsen's generator of that name.
 *
 * @param share of all threads that are reserved, in percent; of one thread alone none
 */
public record Reserve(int share, Generator reserved, Generator others) implements Generator {

    @Override
    public Next next(Context context) {
        int border = context.threads() * share / 100;
        var random = context.random();
        Context first = context.among(thread -> thread < border).seeded(random.nextLong());
        Context second = context.among(thread -> thread >= border).seeded(random.nextLong());
        return either(
                first.among().isEmpty() ? new Done() : reserved.next(first),
                second.among().isEmpty() ? new Done() : others.next(second));
    }

    private Next either(Next one, Next other) {
        if (one instanceof Emit(Op early, Generator rest)
                && !(other instanceof Emit(Op late, Generator later) && late.time() < early.time())) {
            return new Emit(early, new Reserve(share, rest, others));
        }
        if (other instanceof Emit(Op op, Generator rest)) {
            return new Emit(op, new Reserve(share, reserved, rest));
        }
        return one instanceof Done && other instanceof Done ? new Done() : new Pending(this);
    }

    @Override
    public Generator update(Context context, Event event) {
        return new Reserve(share, reserved.update(context, event), others.update(context, event));
    }
}
