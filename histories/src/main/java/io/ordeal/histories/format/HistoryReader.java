package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a history event by event, in whatever form it is. */
@SuppressWarnings("DoNotCallSuggester") // Until it is built.
public final class HistoryReader implements Closeable {

    /**
     * Opens a file, compressed or not. Its name tells the form ({@code .edn}, {@code .jsonl}), or else its beginning.
     */
    public static HistoryReader open(Path file, Truncation truncation) throws IOException {
        throw new UnsupportedOperationException("not yet: " + file + truncation);
    }

    /**
     * Reads a whole file and pairs its events up.
     *
     * @throws MalformedFileException where it is no history
     * @throws TruncatedFileException where it ends in the middle of an event, and {@code truncation} refuses that
     */
    public static History read(Path file, Truncation truncation) throws IOException {
        throw new UnsupportedOperationException("not yet: " + file + truncation);
    }

    /**
     * The next event; empty at the end.
     *
     * @throws MalformedFileException where it is no history
     * @throws TruncatedFileException where it ends in the middle of an event, and that is refused
     */
    public Optional<Event> next() throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /** How the file was cut short, once its end was reached; empty where it was not. */
    public Optional<String> cut() {
        throw new UnsupportedOperationException("not yet");
    }

    /** In which line the event began that came last, counted from 1. */
    public long line() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() throws IOException {}
}
