package io.ordeal.harness.cli;

import io.ordeal.histories.format.HistoryReader;
import io.ordeal.histories.format.MalformedFileException;
import io.ordeal.histories.format.TruncatedFileException;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** A file on its way past somebody, event by event: it may be longer than memory. */
final class HistoryFile {

    private static final int EVENTS_PER_GLANCE = 1 << 14;
    private static final long STATUS_NANOS = 500_000_000L;

    private final Path path;
    private final Terminal terminal;
    private long events;
    private long operations;
    private long told = System.nanoTime();

    private HistoryFile(Path path, Terminal terminal) {
        this.path = path;
        this.terminal = terminal;
    }

    /**
     * Hands every event over, and tells the terminal how far it is.
     *
     * @throws Trouble where the file is not there, or is no history that {@code audience} understands
     */
    static void read(Path path, Truncation truncation, Terminal terminal, Consumer<Event> audience) throws IOException {
        if (!Files.exists(path)) {
            throw Trouble.usage(path + ": there is no such file");
        }
        try (HistoryReader reader = HistoryReader.open(path, truncation)) {
            new HistoryFile(path, terminal).read(reader, audience);
        } catch (TruncatedFileException e) {
            throw Trouble.usage(e.getMessage() + "; check what there is of it with --allow-truncated");
        } catch (MalformedFileException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        } finally {
            terminal.clear();
        }
    }

    private void read(HistoryReader reader, Consumer<Event> audience) throws IOException {
        try {
            reader.forEach(event -> {
                audience.accept(event);
                count(event);
            });
        } catch (MisfitException misfit) {
            throw Trouble.usage(path + ":" + reader.line() + ": " + misfit.getMessage());
        }
        reader.cut().ifPresent(how -> terminal.line(how + "; what comes before is checked"));
    }

    private void count(Event event) {
        operations += event instanceof Invocation ? 1 : 0;
        if (++events % EVENTS_PER_GLANCE == 0 && System.nanoTime() - told > STATUS_NANOS) {
            told = System.nanoTime();
            terminal.passing(String.format(Locale.ROOT, "%s   %,d operations read", path, operations));
        }
    }
}
