package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.nio.charset.StandardCharsets;

/** A text in quotes, with escapes for what cannot be seen, as Go's {@code strconv.Quote} writes it. */
final class Quoted {

    private Quoted() {}

    static Text of(Text text) {
        var quoted = new StringBuilder("\"");
        for (int position = 0; position < text.length(); ) {
            int size = Utf8.size(text, position);
            if (size == 0) {
                quoted.append("\\x%02x".formatted(text.byteAt(position) & 0xFF));
            } else {
                quoted.append(character(
                        text.slice(position, position + size).toString().codePointAt(0)));
            }
            position += Math.max(1, size);
        }
        byte[] bytes = quoted.append('"').toString().getBytes(StandardCharsets.UTF_8);
        return Text.of(bytes, 0, bytes.length);
    }

    private static String character(int code) {
        return switch (code) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0xB -> "\\v";
            case ' ' -> " ";
            default -> {
                if (isVisible(code)) {
                    yield Character.toString(code);
                }
                yield (code < 0x80 ? "\\x%02x" : code < 0x1_0000 ? "\\u%04x" : "\\U%08x").formatted(code);
            }
        };
    }

    private static boolean isVisible(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
