package io.ordeal.histories.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of a file of JSON lines. */
final class JsonEntries implements Entries {

    private static final int END = -1;
    private static final int MOST_DIGITS = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(MOST_DIGITS).build())
            .build();

    private final InputStream in;
    private final String file;
    private long line;
    /** Whether the line last read has its end. */
    private boolean ended = true;

    /** @param in buffered */
    JsonEntries(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    @Override
    public Optional<Entry> next() throws IOException {
        while (ended) {
            byte[] text = readLine();
            if (!isBlank(text)) {
                return Optional.of(entry(text));
            }
        }
        return Optional.empty();
    }

    private byte[] readLine() throws IOException {
        line++;
        var text = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n' && next != END) {
            text.write(next);
            next = in.read();
        }
        ended = next == '\n';
        return text.toByteArray();
    }

    private static boolean isBlank(byte[] text) {
        for (byte character : text) {
            if (!Character.isWhitespace(character)) {
                return false;
            }
        }
        return true;
    }

    private Entry entry(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(1, "expected an event, which is a JSON object");
            }
            Map<String, @Nullable Object> fields = JsonLines.fields(parser);
            if (parser.nextToken() != null) {
                throw malformed(parser.currentTokenLocation().getColumnNr(), "expected nothing more in this line");
            }
            return new Entry(fields, line, 1);
        } catch (MalformedFileException malformed) {
            throw malformed.line() == line
                    ? malformed
                    : malformed(0, "expected EDN in " + JsonLines.EDN + ": " + malformed.problem());
        } catch (JsonProcessingException wrong) {
            if (!ended && isUnfinished(text, wrong)) {
                throw (EOFException) new EOFException("the line is not finished").initCause(wrong);
            }
            throw malformed(wrong.getLocation().getColumnNr(), "expected JSON: " + wrong.getOriginalMessage());
        }
    }

    /** Whether {@code text}, which is not JSON, looks like the beginning of an object that was cut short. */
    private static boolean isUnfinished(byte[] text, JsonProcessingException wrong) {
        boolean atEnd = wrong instanceof JsonEOFException || wrong.getLocation().getByteOffset() >= text.length;
        return text[0] == '{' && (atEnd || text[text.length - 1] != '}');
    }

    private MalformedFileException malformed(long column, String problem) {
        return new MalformedFileException(file, line, column, problem);
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
