package io.ordeal.harness.workload;

import io.ordeal.harness.client.Keyed;
import io.ordeal.harness.generate.Context;
import io.ordeal.harness.generate.Generator;
import io.ordeal.harness.generate.Next;
import io.ordeal.harness.generate.Repeat;
import io.ordeal.histories.op.Event;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One kind of operation on registers drawn at random. Every value is written to a register once at most, which is what
 * makes a history easy to judge; a compare-and-set expects a value that was there not long ago, so that it often
 * succeeds.
 */
record RegisterOps(Kind kind, RegisterKnowledge known) implements Generator {

    enum Kind {
        READ,
        WRITE,
        CAS
    }

    /** Nobody ever writes this. */
    private static final long NEVER = 0;

    @Override
    public Next next(Context context) {
        SplittableRandom random = context.random();
        int register = random.nextInt(known.registers());
        var keyed = new Keyed("r" + register, argument(register));
        return Repeat.anyone(context, random.nextInt(), kind.name().toLowerCase(Locale.ROOT), keyed.pair(), this);
    }

    private @Nullable Object argument(int register) {
        Long fresh = known.unwritten().get(register);
        Long recent = known.recent().get(register);
        return switch (kind) {
            case READ -> null;
            case WRITE -> fresh;
            case CAS -> List.of(recent == null ? NEVER : recent, fresh);
        };
    }

    @Override
    public Generator update(Context context, Event event) {
        return new RegisterOps(kind, known.after(event));
    }
}
