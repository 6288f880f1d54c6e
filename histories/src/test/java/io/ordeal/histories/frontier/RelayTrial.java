package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.generate.Values;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Supplier;

/** Histories of which the verdict is known are decided by several scouts at once. Gives what is wrong first. */
public final class RelayTrial implements Supplier<Optional<String>> {

    private static final int SHORTEST_LEG = 3_500;
    private static final int OPERATIONS = 6_000;
    private static final int SEEDS = 60;

    private int relayed;
    private int valid;

    /** How many of those that are valid were decided by more than one, from 0 to 1. */
    double shareRelayed() {
        return (double) relayed / valid;
    }

    @Override
    public Optional<String> get() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Flaw flaw = switch (seed % 4) {
                case 0 -> new Flaw.Phantom(0.2 + 0.01 * seed);
                case 1 -> new Flaw.Stale(0.2 + 0.01 * seed);
                default -> new Flaw.None();
            };
            int clients = 2 + seed % 9;
            Encoding<?> encoding =
                    new RegisterHistories(seed, OPERATIONS, clients, 0, new Values.Few(2 + seed % 4), flaw).encoding();
            Optional<String> complaint = complaint(encoding, flaw instanceof Flaw.None);
            if (complaint.isPresent()) {
                return Optional.of("seed " + seed + ": " + complaint.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> complaint(Encoding<?> encoding, boolean explained) {
        Meter meter = Meter.start(Duration.ofDays(1), Long.MAX_VALUE, () -> 0).among(3);
        return switch (Decider.decide(encoding, Prunings.ALL, SHORTEST_LEG, meter)) {
            case Ruling.Explained it
            when explained -> {
                valid++;
                relayed += it.tier().equals("relay") ? 1 : 0;
                yield wrong(encoding, it.order());
            }
            case Ruling.Refuted _ when !explained -> Optional.empty();
            case Ruling it -> Optional.of("explained is not " + explained + ": " + it);
        };
    }

    private static Optional<String> wrong(Encoding<?> encoding, int[] order) {
        Columns columns = encoding.columns();
        var placed = new BitSet();
        int state = encoding.automaton().initial();
        int lastInvocation = -1;
        for (int operation : order) {
            if (placed.get(operation) || columns.returned(operation) < lastInvocation) {
                return Optional.of(operation + " is there twice, or too late");
            }
            placed.set(operation);
            lastInvocation = Math.max(lastInvocation, columns.invoked(operation));
            state = encoding.automaton().next(state, columns.kind(operation));
            if (state < 0) {
                return Optional.of(operation + " is illegal");
            }
        }
        return placed.cardinality() == columns.size() ? Optional.empty() : Optional.of("something is missing");
    }
}
