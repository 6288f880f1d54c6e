package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import java.util.List;
import java.util.stream.Stream;

/** One generator after the other; each begins when everything of the one before has ended. */
public record Phases(List<Generator> phases) implements Generator {

    public Phases {
        phases = List.copyOf(phases);
    }

    public static Phases of(Generator... phases) {
        return new Phases(List.of(phases));
    }

    @Override
    public Next next(Context context) {
        if (phases.isEmpty()) {
            return new Done();
        }
        return switch (phases.getFirst().next(context)) {
            case Emit(Op op, Generator rest) -> new Emit(op, with(rest));
            case Pending(Generator rest) -> new Pending(with(rest));
            case Done _ -> context.quiet() ? following().next(context) : new Pending(this);
        };
    }

    private Phases with(Generator first) {
        return new Phases(
                Stream.concat(Stream.of(first), phases.stream().skip(1)).toList());
    }

    private Phases following() {
        return new Phases(phases.subList(1, phases.size()));
    }

    @Override
    public Generator update(Context context, Event event) {
        return phases.isEmpty() ? this : with(phases.getFirst().update(context, event));
    }
}
