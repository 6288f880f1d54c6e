package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.keys.Text;
import org.junit.jupiter.api.Test;

/** GEN-07. */
class QuotedTest {

    private static String quoted(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            raw[at] = (byte) bytes[at];
        }
        return Quoted.of(Text.of(raw, 0, raw.length)).toString();
    }

    @Test
    void whatCanBeSeenIsShown() {
        assertThat(Quoted.of(Text.of("%z ü€😀"))).isEqualTo(Text.of("\"%z ü€😀\""));
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(quoted('%', '"', '\\')).isEqualTo("\"%\\\"\\\\\"");
    }

    @Test
    void whatCannotBeSeenIsEscaped() {
        assertThat(quoted(7, 8, 12, 10, 13, 9, 11)).isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\"");
        assertThat(quoted(0, 0x7F)).isEqualTo("\"\\x00\\x7f\"");
        assertThat(Quoted.of(Text.of("\u0085\u00ad\u2028\ue000")))
                .isEqualTo(Text.of("\"\\u0085\\u00ad\\u2028\\ue000\""));
        assertThat(Quoted.of(Text.of("\udb40\udc01"))).isEqualTo(Text.of("\"\\U000e0001\""));
    }

    @Test
    void whatIsNoTextIsShownByteByByte() {
        assertThat(quoted('%', 0xFF, 0xC3)).isEqualTo("\"%\\xff\\xc3\"");
    }
}
