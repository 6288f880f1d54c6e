package io.ordeal.harness.bench.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What clients ask for. */
public enum Work {
    /** A value is set. */
    PUT(""),
    /** A value is read, and it is the latest that anybody was told of. */
    QUORUM_GET("?quorum=true"),
    /** A value is read as the node that is asked knows it. */
    LOCAL_GET("");

    /** Of every value. */
    static final int VALUE_BYTES = 256;

    private static final int KEYS = 1000;

    private final String query;

    Work(String query) {
        this.query = query;
    }

    private static ByteBuffer get(String target) {
        return bytes("GET " + target + " HTTP/1.1\r\nHost: bench\r\n\r\n");
    }

    /** A request that sets a key to a value of so many bytes. */
    static ByteBuffer put(String target, int valueBytes) {
        String form = "value=" + "x".repeat(valueBytes);
        return bytes("PUT " + target + " HTTP/1.1\r\nHost: bench\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    private static ByteBuffer bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }

    /** The bytes of a request for each key. */
    List<ByteBuffer> requests() {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> "/v2/keys/bench/" + key + query)
                .map(target -> this == PUT ? put(target, VALUE_BYTES) : get(target))
                .toList();
    }

    /** The name that tables show. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
