package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Instrument.Reading;
import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.check.Verdict.Unknown;
import io.ordeal.histories.format.HistoryFormat;
import io.ordeal.histories.format.HistoryReader;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Invocation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads histories, and checks them or not. */
final class FromFile {

    private final Settings settings;
    private final Instrument instrument;

    FromFile(Settings settings, Instrument instrument) {
        this.settings = settings;
        this.instrument = instrument;
    }

    /** @param checked whether what was read is also checked */
    Result measure(Row row, HistoryFormat format, boolean checked) {
        try {
            Path file = Files.createTempFile("ordeal-bench-", "." + (format == HistoryFormat.EDN ? "edn" : "jsonl"));
            file.toFile().deleteOnExit();
            try {
                long operations = write(row.plan(settings.seed()), format, file);
                return new Result.Measured(checked ? checked(row, file, operations) : parsed(row, file, operations));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long write(RegisterHistories plan, HistoryFormat format, Path file) throws IOException {
        long operations = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Iterator<Event> events = plan.events().iterator(); events.hasNext(); ) {
                Event event = events.next();
                operations += event instanceof Invocation ? 1 : 0;
                out.write(format.line(event));
                out.write('\n');
            }
        }
        return operations;
    }

    private Measurement parsed(Row row, Path file, long operations) {
        Reading<Long> reading = instrument.read(unchecked(() -> invocations(file)), _ -> true);
        if (reading.result() != operations) {
            throw new ContradictionException("%s: of %d operations that were written, %d were read"
                    .formatted(row.name(), operations, reading.result()));
        }
        return measurement(row, operations, reading, Optional.empty());
    }

    private static long invocations(Path file) throws IOException {
        long invocations = 0;
        try (HistoryReader reader = HistoryReader.open(file, Truncation.REFUSED)) {
            for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                invocations += event.get() instanceof Invocation ? 1 : 0;
            }
        }
        return invocations;
    }

    private Measurement checked(Row row, Path file, long operations) {
        var checker = Linearizable.with(RegisterHistories.model()).within(settings.limits());
        Reading<Verdict> reading = instrument.read(
                unchecked(() -> {
                    var checking = checker.begin();
                    try (HistoryReader reader = HistoryReader.open(file, Truncation.REFUSED)) {
                        reader.forEach(checking::accept);
                    }
                    return checking.verdict();
                }),
                verdict -> !(verdict instanceof Unknown));
        var verdict = Verdicts.word(reading.result());
        Specimen.of(row, row.plan(settings.seed())).orElseThrow().require(verdict, "the check of its file");
        return measurement(
                row, operations, reading, Optional.of(new Decided(verdict, "", Verdicts.gap(reading.result()))));
    }

    private static Measurement measurement(Row row, long operations, Reading<?> reading, Optional<Decided> decided) {
        return new Measurement(
                row,
                operations,
                0,
                reading.timing(),
                operations,
                reading.peakBytes(),
                decided,
                Optional.empty(),
                Optional.empty());
    }

    /** Something that reads. */
    @FunctionalInterface
    private interface ReadingWork<T> {
        T get() throws IOException;
    }

    private static <T> Supplier<T> unchecked(ReadingWork<T> work) {
        return () -> {
            try {
                return work.get();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        };
    }
}
