package io.ordeal.harness.generate;

import io.ordeal.histories.op.Event;
import org.jspecify.annotations.Nullable;

/** The same operation for ever, by any free process. */
public record Repeat(String f, @Nullable Object value) implements Generator {

    @Override
    public Next next(Context context) {
        return anyone(context, context.random().nextInt(), f, value, this);
    }

    @Override
    public Generator update(Context context, Event event) {
        return this;
    }

    /**
     * Lets a free process do something at once; pending while there is none.
     *
     * @param draw decides which process it is
     */
    public static Next anyone(Context context, int draw, String f, @Nullable Object value, Generator rest) {
        if (context.free().isEmpty()) {
            return new Next.Pending(rest);
        }
        long process = context.free().get(Math.floorMod(draw, context.free().size()));
        return new Next.Emit(new Op(context.now(), process, f, value), rest);
    }
}
