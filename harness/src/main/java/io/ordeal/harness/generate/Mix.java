package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import java.util.ArrayList;
import java.util.List;

/** A random mixture; a generator that is listed twice comes twice as often. Ends when all of them have ended. */
public record Mix(List<Generator> parts) implements Generator {

    public Mix {
        parts = List.copyOf(parts);
    }

    @Override
    public Next next(Context context) {
        if (parts.isEmpty()) {
            return new Done();
        }
        var random = context.random();
        int drawn = random.nextInt(parts.size());
        Context fresh = context.seeded(random.nextLong());
        return switch (parts.get(drawn).next(fresh)) {
            case Emit(Op op, Generator rest) -> new Emit(op, with(drawn, rest));
            case Pending(Generator rest) -> new Pending(with(drawn, rest));
            case Done _ -> without(drawn).next(fresh);
        };
    }

    private Mix with(int index, Generator part) {
        var changed = new ArrayList<>(parts);
        changed.set(index, part);
        return new Mix(changed);
    }

    private Mix without(int index) {
        var fewer = new ArrayList<>(parts);
        fewer.remove(index);
        return new Mix(fewer);
    }

    @Override
    public Generator update(Context context, Event event) {
        return new Mix(parts.stream().map(part -> part.update(context, event)).toList());
    }
}
