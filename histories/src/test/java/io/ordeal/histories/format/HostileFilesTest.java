package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.op.Event;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody would write, except to see what happens. */
class HostileFilesTest {

    private static final int ROUNDS = Math.toIntExact(2_000 * Long.getLong("ordeal.scale", 1));
    private static final int MEGABYTE = 1_000_000;
    private static final String EDN = "{:process 0 :type :invoke :f :write :value ";
    private static final String JSON = "{\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":";

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "{", "#{", "#t ", "^m ", "#_ ", "#_#_", "{1 ", "#:a{:b ", "#{[", "^{:a "})
    void nestingInEdnHasAnEndBeforeTheStackHas(String opening) {
        assertThatThrownBy(() -> read(HistoryFormat.EDN, stream(EDN, opening.repeat(100_000))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("expected nothing nested deeper than 500");
        assertThatThrownBy(() -> read(HistoryFormat.EDN, stream("", opening.repeat(100_000))))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"\":", "[{\"\":[1,"})
    void nestingInJsonHasAnEndBeforeTheStackHas(String opening) {
        assertThatThrownBy(() -> read(HistoryFormat.JSON_LINES, stream(JSON, opening.repeat(100_000) + "\n")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("expected nothing nested deeper than 500");
    }

    @ParameterizedTest
    @EnumSource
    void aHundredMegabytesOfTextAreATextLikeAnother(HistoryFormat format) throws Exception {
        InputStream file = repeated(format == HistoryFormat.EDN ? EDN + "\"" : JSON + "\"", "x", "\"}\n", 1);
        List<Event> events = read(format, file);
        assertThat(events).hasSize(1);
        assertThat((String) events.getFirst().value()).hasSize(100 * MEGABYTE);
    }

    @Test
    void commentsNeedNoMemory() throws Exception {
        InputStream file = new SequenceInputStream(
                repeated("; ", "no end", "\n\n", 2),
                repeated("; é", "{\"#_ and so on, and so on, and so on\n; ", "\n" + EDN + "1}\n", 1));
        assertThat(read(HistoryFormat.EDN, file)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anEntryMustEndSometime(HistoryFormat format) {
        String begin = format == HistoryFormat.EDN ? EDN : JSON;
        assertThatThrownBy(() -> read(format, repeated("\n" + begin + "\"", "no end", "\"}", 2)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("hostile:2:1: expected this to end within 128 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "0x1", "1.", "1/1", "a", ":a"})
    void complaintsAboutLongWordsAreShort(String beginning) {
        String word = beginning + "1".repeat(1_000_000);
        assertThatThrownBy(() -> read(HistoryFormat.EDN, stream(EDN, word + "( }\n")))
                .isInstanceOf(MalformedFileException.class)
                .message()
                .hasSizeLessThan(200);
        assertThatThrownBy(() -> read(HistoryFormat.JSON_LINES, stream(JSON, word + "}\n")))
                .isInstanceOf(MalformedFileException.class)
                .message()
                .startsWith("hostile:1:50: expected a value, not ")
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheBytesAreThereIsAnAnswer(HistoryFormat format) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes = (format == HistoryFormat.EDN ? EDN + "[\"a\" \\b 3.5M]}\n" : JSON + "[\"a\",-3.5e1]}\n")
                    .repeat(3)
                    .getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(format, new ByteArrayInputStream(bytes)).size()).isLessThanOrEqualTo(3);
            } catch (MalformedFileException | EOFException | EventFields.WrongFieldException answer) {
                assertThat(answer).hasMessageNotContaining("\n");
            }
        }
    }

    private static InputStream stream(String begin, String rest) {
        return new ByteArrayInputStream((begin + rest).getBytes(StandardCharsets.UTF_8));
    }

    /** {@code piece} over and over between {@code begin} and {@code end}, some hundred megabytes in all. */
    private static InputStream repeated(String begin, String piece, String end, int hundreds) {
        byte[] pieces = piece.repeat(MEGABYTE / piece.length()).getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<InputStream>();
        parts.add(stream(begin, ""));
        for (int i = 0; i < 100 * hundreds; i++) {
            parts.add(new ByteArrayInputStream(pieces));
        }
        parts.add(stream(end, ""));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static List<Event> read(HistoryFormat format, InputStream file) throws Exception {
        Source source = Source.of(file, "hostile");
        Entries entries = switch (format) {
            case EDN -> new EdnEntries(source);
            case JSON_LINES -> new JsonEntries(source);
        };
        var events = new ArrayList<Event>();
        var fields = new EventFields();
        while (entries.next(fields)) {
            events.add(fields.event(events.size()));
            fields.clear();
        }
        return events;
    }
}
