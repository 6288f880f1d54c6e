package io.ordeal.harness.bench.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads HTTP/1.1 answers as they come in, and keeps nothing of them but the status. */
final class Answer {

    private static final int HEAD_BYTES = 8 << 10;

    private final byte[] head = new byte[HEAD_BYTES];
    private int headBytes;
    private int matched;
    private boolean inBody;
    private boolean chunked;
    private long bodyLeft;
    private int status;
    private int ended;

    /**
     * Takes what has come in.
     *
     * @return whether an answer is complete; what follows it is left in {@code bytes}
     * @throws IllegalArgumentException if it makes no sense
     */
    boolean take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (inBody ? takeBody(bytes) : takeHead(bytes.get())) {
                inBody = false;
                headBytes = 0;
                return true;
            }
        }
        return false;
    }

    /** Of the last answer that was complete. */
    int status() {
        return status;
    }

    private boolean takeHead(byte next) {
        if (headBytes == HEAD_BYTES) {
            throw new IllegalArgumentException("an answer with more than " + HEAD_BYTES + " bytes before its body");
        }
        head[headBytes++] = next;
        if (next == '\n') {
            matched++;
        } else if (next != '\r') {
            matched = 0;
        }
        if (matched < 2) {
            return false;
        }
        matched = 0;
        inBody = true;
        ended = 0;
        readHead(new String(head, 0, headBytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
        return !chunked && bodyLeft == 0;
    }

    private void readHead(String text) {
        status = Integer.parseInt(text.substring(9, 12));
        chunked = text.contains("\r\ntransfer-encoding: chunked");
        int at = text.indexOf("\r\ncontent-length:");
        if (!chunked && at < 0) {
            throw new IllegalArgumentException("an answer that does not tell its length");
        }
        bodyLeft = chunked
                ? 0
                : Long.parseLong(text.substring(text.indexOf(':', at) + 1, text.indexOf('\r', at + 2))
                        .strip());
    }

    private boolean takeBody(ByteBuffer bytes) {
        if (chunked) {
            return takeChunk(bytes.get());
        }
        int taken = (int) Math.min(bodyLeft, bytes.remaining());
        bytes.position(bytes.position() + taken);
        bodyLeft -= taken;
        return bodyLeft == 0;
    }

    /** An empty chunk ends it; JSON in between has no line with nothing but a zero. */
    private boolean takeChunk(byte next) {
        ended = next == "\r\n0\r\n\r\n".charAt(ended) ? ended + 1 : next == '\r' ? 1 : 0;
        return ended == 7;
    }
}
