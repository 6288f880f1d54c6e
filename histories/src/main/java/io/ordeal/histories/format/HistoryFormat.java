package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** In which form a file holds a history. */
public enum HistoryFormat {
    /** As Jepsen and Knossos have it; written one map a line. */
    EDN(".edn"),
    /** One JSON object a line. */
    JSON_LINES(".jsonl");

    /** What the name of a compressed file ends in. */
    static final String COMPRESSED = ".gz";

    private final String suffix;

    HistoryFormat(String suffix) {
        this.suffix = suffix;
    }

    /** What the name of {@code file} tells. */
    static Optional<HistoryFormat> named(Path file) {
        String name = name(file);
        String plain = isCompressed(file) ? name.substring(0, name.length() - COMPRESSED.length()) : name;
        for (HistoryFormat format : values()) {
            if (plain.endsWith(format.suffix)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    static boolean isCompressed(Path file) {
        return name(file).endsWith(COMPRESSED);
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    /** {@code event}, without an end of line. */
    public String line(Event event) {
        var line = new StringBuilder();
        write(event, line);
        return line.toString();
    }

    /** Appends {@code event}, without an end of line. */
    void write(Event event, StringBuilder line) {
        switch (this) {
            case EDN -> Edn.line(event, line);
            case JSON_LINES -> JsonLines.line(event, line);
        }
    }
}
