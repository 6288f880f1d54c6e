package io.ordeal.histories.generate;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A history of one register with compare-and-set, which begins with nil: clients that call it, each one call after the
 * other, a third of them reads, a third writes and a third compare-and-sets. What it is, its components say alone.
 *
 * @param seed what is drawn
 * @param operations how many there are that may have changed something, or certainly saw something. Reads that crash
 *     and compare-and-sets that fail come on top
 * @param clients how many at once, from 1 to a million
 * @param crashRate which share of the calls never tells its outcome
 */
public record RegisterHistories(long seed, int operations, int clients, double crashRate, Values values, Flaw flaw) {

    public RegisterHistories {
        if (operations < 1 || clients < 1 || clients > 1_000_000 || !(crashRate >= 0 && crashRate <= 1)) {
            throw new IllegalArgumentException(
                    "no history: " + operations + " operations, " + clients + " clients, crash rate " + crashRate);
        }
    }

    /** Linearizable, with values of its own for each change. */
    public static RegisterHistories unique(long seed, int operations, int clients, double crashRate) {
        return new RegisterHistories(seed, operations, clients, crashRate, new Values.Unique(), new Flaw.None());
    }

    /** Linearizable, with {@code values} different ones. */
    public static RegisterHistories few(long seed, int operations, int clients, double crashRate, int values) {
        return new RegisterHistories(seed, operations, clients, crashRate, new Values.Few(values), new Flaw.None());
    }

    public RegisterHistories with(Flaw other) {
        return new RegisterHistories(seed, operations, clients, crashRate, values, other);
    }

    /** The model that all of these are histories of. */
    public static Register model() {
        return Register.withCas(NilRead.INITIAL);
    }

    /**
     * Its events, made as they are taken.
     *
     * @throws IllegalStateException at the end of the stream, where there was no place for the flaw
     */
    public Stream<Event> events() {
        return StreamSupport.stream(
                new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    private final Transcript transcript = new Transcript();
                    private final Simulation simulation = new Simulation(RegisterHistories.this, transcript);

                    @Override
                    public boolean tryAdvance(Consumer<? super Event> action) {
                        Optional<Event> event = transcript.take();
                        while (event.isEmpty() && simulation.step()) {
                            event = transcript.take();
                        }
                        event.ifPresent(action);
                        return event.isPresent();
                    }
                },
                false);
    }

    /**
     * Its operations in numbers. Those of unknown outcome are all there, even where no explanation needs them. Needs
     * about 70 bytes an operation, of which it keeps 45.
     *
     * @return whose {@linkplain Encoding#origin operations} have positions for indices, and a process for each
     * @throws IllegalStateException where there was no place for the flaw
     */
    public Encoding<Optional<Object>> encoding() {
        var ledger = new Ledger(this);
        var simulation = new Simulation(this, ledger);
        while (simulation.step()) {}
        return ledger.encoding();
    }
}
