package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;

/**
 * The first threads for one generator, all others for another: so neither keeps the other waiting. Each hears of all that
 * happens. After Jepsen's generator of that name.
 *
 * @param share of all threads that are reserved, in percent; where that is none, both generators share all threads
 */
public record Reserve(int share, Generator reserved, Generator others) implements Generator {

    private static final int PERCENT = 100;

    @Override
    public Next next(Context context) {
        int border = context.threads() * share / PERCENT;
        var random = context.random();
        Context first = context.among(thread -> thread < border || border == 0).seeded(random.nextLong());
        Context second = context.among(thread -> thread >= border).seeded(random.nextLong());
        boolean reservedFirst = random.nextInt(PERCENT) < share;
        return either(reserved.next(first), second.among().isEmpty() ? new Done() : others.next(second), reservedFirst);
    }

    /** What comes first; where that is the same, both get their share. */
    private Next either(Next one, Next other, boolean reservedFirst) {
        if (one instanceof Emit(Op op, Generator rest) && !isBefore(other, op, reservedFirst)) {
            return new Emit(op, new Reserve(share, rest, others));
        }
        if (other instanceof Emit(Op op, Generator rest)) {
            return new Emit(op, new Reserve(share, reserved, rest));
        }
        return one instanceof Done && other instanceof Done ? new Done() : new Pending(this);
    }

    private static boolean isBefore(Next other, Op op, boolean reservedFirst) {
        return other instanceof Emit(Op another, var rest)
                && (another.time() < op.time() || (another.time() == op.time() && !reservedFirst));
    }

    @Override
    public Generator update(Context context, Event event) {
        return new Reserve(share, reserved.update(context, event), others.update(context, event));
    }
}
