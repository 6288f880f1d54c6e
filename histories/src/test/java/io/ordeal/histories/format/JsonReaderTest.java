package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ordeal.histories.op.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is JSON, and what it means, is as Jackson has it. */
class JsonReaderTest {

    private static final int ROUNDS = Math.toIntExact(30_000 * Long.getLong("ordeal.scale", 1));
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ":",
            ",",
            " ",
            "\t",
            "\r",
            "0",
            "1",
            "9",
            "-",
            "+",
            ".",
            "e",
            "E",
            "1e5",
            "null",
            "true",
            "false",
            "nul",
            "\"a\"",
            "\"b\":",
            "\\u0041",
            "\\u00E9",
            "\\n",
            "\\x",
            "é",
            "😀",
            "\u2028",
            "\u0000",
            "\u001f",
            "\u007f",
            "12345678901234567890",
            "-0",
            "0.1",
            "[]",
            "{}",
            "/",
            "'",
            "NaN",
            "#",
            ";");

    @Test
    void readsWhatJacksonReadsAndNothingElse() {
        int read = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            String text = text(random);
            Optional<Object> expected = jackson(text);
            assertThat(ours(text)).as("seed " + seed).isEqualTo(expected);
            read += expected.isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 5, ROUNDS - ROUNDS / 5);
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder(object(random, 0));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(1, text.length());
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.replace(at, Math.min(text.length(), at + random.nextInt(3)), piece);
        }
        return text.toString();
    }

    private static String object(SplittableRandom random, int depth) {
        var object = new StringBuilder("{");
        for (int i = random.nextInt(5); i > 0; i--) {
            object.append(object.length() == 1 ? "" : ",").append('"').append((char) ('a' + random.nextInt(26)));
            object.append("\":").append(value(random, depth));
        }
        return object.append('}').toString();
    }

    private static String value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 -> Double.toString(random.nextDouble() * 1e9);
            case 2 -> List.of("null", "true", "false").get(random.nextInt(3));
            case 3 -> "\"text é 😀 \\\" \\u00e9\"";
            case 4 -> "[" + value(random, depth + 1) + " , " + value(random, depth + 1) + "]";
            default -> object(random, depth + 1);
        };
    }

    private static Optional<Object> ours(String text) {
        var source = Source.of(text, "json");
        var reader = new JsonReader(source);
        var fields = new Distinct();
        try {
            source.hold();
            reader.fields(fields);
            boolean more = reader.skipBlanks() != Source.END;
            return more || fields.twice().isPresent() ? Optional.empty() : Optional.of(fields.map());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Object> jackson(String text) {
        try (JsonParser parser = JACKSON.createParser(text.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            Object value = value(parser);
            return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> Plain.of(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> parser.getText();
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }
}
