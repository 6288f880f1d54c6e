package io.ordeal.histories.format;

import io.ordeal.histories.format.EventFields.WrongFieldException;
import io.ordeal.histories.format.Passage.Place;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.MalformedHistoryException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** Reads a history event by event, in whatever form it is. Not for several threads. */
public final class HistoryReader implements Closeable {

    private static final int PROBE_BYTES = 64;

    private final String file;
    private final Inflated content;
    private final Source source;
    private final Entries entries;
    private final EventFields fields = new EventFields();
    private final Truncation truncation;
    private long nextIndex;
    private long count;
    private long line;
    private Optional<String> cut = Optional.empty();

    private HistoryReader(String file, Inflated content, Source source, Entries entries, Truncation truncation) {
        this.file = file;
        this.content = content;
        this.source = source;
        this.entries = entries;
        this.truncation = truncation;
    }

    /**
     * Opens a file, compressed or not. Its name tells the form ({@code .edn}, {@code .jsonl}), or else its beginning.
     */
    public static HistoryReader open(Path file, Truncation truncation) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            Inflated content = Inflated.of(raw);
            Source source = Source.of(content, file.toString());
            Optional<HistoryFormat> named = HistoryFormat.named(file);
            HistoryFormat format = named.isPresent() ? named.get() : guess(source);
            return new HistoryReader(file.toString(), content, source, entries(format, source), truncation);
        } catch (ZipException corrupt) {
            raw.close();
            throw damaged(file.toString(), 1, corrupt);
        } catch (IOException | RuntimeException failed) {
            raw.close();
            throw failed;
        }
    }

    private static MalformedFileException damaged(String file, long line, ZipException cause) {
        var damaged = new MalformedFileException(file, line, 0, "the compressed content is damaged");
        damaged.initCause(cause);
        return damaged;
    }

    private static Entries entries(HistoryFormat format, Source source) {
        return switch (format) {
            case EDN -> new EdnEntries(source);
            case JSON_LINES -> new JsonEntries(source);
        };
    }

    /**
     * Reads a whole file and pairs its events up.
     *
     * @throws MalformedFileException where it is no history
     * @throws TruncatedFileException where it ends in the middle of an event, and {@code truncation} refuses that
     */
    public static History read(Path file, Truncation truncation) throws IOException {
        var pairing = new History.Pairing();
        try (HistoryReader reader = open(file, truncation)) {
            reader.forEach(pairing::add);
        }
        return pairing.history();
    }

    /**
     * Hands over every event that is left, and says where in the file it is that {@code audience} complains about.
     *
     * @throws MalformedFileException where it is no history, or no well-formed one
     * @throws TruncatedFileException where it ends in the middle of an event, and that is refused
     */
    public void forEach(Consumer<? super Event> audience) throws IOException {
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            try {
                audience.accept(event.get());
            } catch (MalformedHistoryException malformed) {
                throw malformed(String.valueOf(malformed.getMessage()));
            }
        }
    }

    /** A JSON object begins with a string, a map of EDN hardly does. */
    private static HistoryFormat guess(Source source) throws IOException {
        boolean object = source.beginning(PROBE_BYTES).replaceAll("\\s", "").startsWith("{\"");
        return object ? HistoryFormat.JSON_LINES : HistoryFormat.EDN;
    }

    /**
     * The next event; empty at the end.
     *
     * @throws MalformedFileException where it is no history
     * @throws TruncatedFileException where it ends in the middle of an event, and that is refused
     */
    public Optional<Event> next() throws IOException {
        if (cut.isPresent()) {
            return Optional.empty();
        }
        try {
            fields.clear();
            if (entries.next(fields)) {
                return Optional.of(event());
            }
            return content.isCut() ? cutBy("the compressed content is not finished") : Optional.empty();
        } catch (EOFException end) {
            return cutBy(String.valueOf(end.getMessage()));
        } catch (ZipException corrupt) {
            throw damaged(file, source.line(), corrupt);
        }
    }

    private Event event() throws MalformedFileException {
        line = source.beginning().line();
        try {
            Event event = fields.event(nextIndex);
            if (event.index() < nextIndex) {
                throw malformed("expected an index of " + nextIndex + " or more, not " + event.index());
            }
            nextIndex = event.index() + 1;
            count++;
            return event;
        } catch (WrongFieldException wrong) {
            throw malformed(wrong.problem());
        }
    }

    private Optional<Event> cutBy(String problem) throws TruncatedFileException {
        var truncated = new TruncatedFileException(file, source.line(), count, problem);
        return switch (truncation) {
            case REFUSED -> throw truncated;
            case ALLOWED -> {
                cut = Optional.of(String.valueOf(truncated.getMessage()));
                yield Optional.empty();
            }
        };
    }

    private MalformedFileException malformed(String problem) {
        Place beginning = source.beginning();
        return new MalformedFileException(file, beginning.line(), beginning.column(), problem);
    }

    /** How the file was cut short, once its end was reached; empty where it was not. */
    public Optional<String> cut() {
        return cut;
    }

    /** In which line the event began that came last, counted from 1. */
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
