package io.ordeal.server.api;

import io.ordeal.server.keys.Text;

/** Where characters begin and end in bytes that should be UTF-8 (RFC 3629). */
final class Utf8 {

    private Utf8() {}

    /** How many bytes the character at {@code position} has, or 0 if there is none. */
    static int size(Text text, int position) {
        int first = text.byteAt(position) & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int size = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (size == 0 || position + size > text.length() || !secondFits(first, text.byteAt(position + 1) & 0xFF)) {
            return 0;
        }
        for (int offset = 2; offset < size; offset++) {
            if ((text.byteAt(position + offset) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    /** Leaves out longer spellings than needed, surrogates, and what is beyond Unicode. */
    private static boolean secondFits(int first, int second) {
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }
}
