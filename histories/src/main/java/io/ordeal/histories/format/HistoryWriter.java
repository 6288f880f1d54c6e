package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a history while it happens. Each event is handed to the operating system before {@link #append} returns: of a
 * process that is killed, everything appended remains.
 */
public final class HistoryWriter implements Closeable {

    private static final int BUFFER_BYTES = 8192;

    private final OutputStream out;
    private final HistoryFormat format;
    private final StringBuilder line = new StringBuilder();

    /** @param out to be closed with this */
    public HistoryWriter(OutputStream out, HistoryFormat format) {
        this.out = out;
        this.format = format;
    }

    /**
     * A new file, or one made empty, in the form that its name tells: {@code .edn} or {@code .jsonl}, and {@code .gz}
     * after that.
     *
     * @throws IllegalArgumentException where the name tells nothing
     */
    public static HistoryWriter create(Path file) throws IOException {
        HistoryFormat format = HistoryFormat.named(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the name of a history must end in .edn or .jsonl, and .gz if it is compressed: " + file));
        OutputStream out = Files.newOutputStream(file);
        return new HistoryWriter(
                HistoryFormat.isCompressed(file) ? new GZIPOutputStream(out, BUFFER_BYTES, true) : out, format);
    }

    /** One write, so that a file is cut short within a line only where the machine stops. */
    public void append(Event event) throws IOException {
        line.setLength(0);
        format.write(event, line);
        line.append('\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
