package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a history while it happens. Each event is handed to the operating system before {@link #append} returns: of a
 * process that is killed, everything appended remains.
 */
@SuppressWarnings("DoNotCallSuggester") // Until it is built.
public final class HistoryWriter implements Closeable {

    private final OutputStream out;
    private final HistoryFormat format;

    public HistoryWriter(OutputStream out, HistoryFormat format) {
        this.out = out;
        this.format = format;
    }

    /** A new file, or one made empty, in the form that its name tells: {@code .edn} or {@code .jsonl}, and {@code .gz}. */
    public static HistoryWriter create(Path file) throws IOException {
        throw new UnsupportedOperationException("not yet: " + file.toString().toLowerCase(Locale.ROOT));
    }

    public void append(Event event) throws IOException {
        out.write((format.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
