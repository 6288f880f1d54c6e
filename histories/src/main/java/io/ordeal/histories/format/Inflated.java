package io.ordeal.histories.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The content of a file, decompressed if it begins as gzip does. Content that is cut short simply ends. */
final class Inflated extends FilterInputStream {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int END = -1;
    private static final int BUFFER_BYTES = 1 << 16;

    private boolean cut;

    private Inflated(InputStream in) {
        super(in);
    }

    /** @param raw as it is on disk */
    static Inflated of(InputStream raw) throws IOException {
        var buffered = new BufferedInputStream(raw);
        buffered.mark(2);
        boolean compressed = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
        buffered.reset();
        if (!compressed) {
            return new Inflated(buffered);
        }
        try {
            return new Inflated(new GZIPInputStream(buffered, BUFFER_BYTES));
        } catch (EOFException tooShort) {
            var nothing = new Inflated(buffered);
            buffered.readAllBytes();
            nothing.cut = true;
            return nothing;
        }
    }

    /** Whether compressed content ended before its end. */
    boolean isCut() {
        return cut;
    }

    @Override
    public int read() throws IOException {
        try {
            return cut ? END : super.read();
        } catch (EOFException end) {
            cut = true;
            return END;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return cut ? END : super.read(bytes, offset, length);
        } catch (EOFException end) {
            cut = true;
            return END;
        }
    }
}
