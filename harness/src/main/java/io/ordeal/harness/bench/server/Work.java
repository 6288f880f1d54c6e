package io.ordeal.harness.bench.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What clients ask for. */
public enum Work {
    /** A value is set. */
    PUT("PUT", ""),
    /** A value is read, and it is the latest that anybody was told of. */
    QUORUM_GET("GET", "?quorum=true"),
    /** A value is read as the node that is asked knows it. */
    LOCAL_GET("GET", "");

    private static final int KEYS = 1000;
    private static final int VALUE_BYTES = 256;

    private final String method;
    private final String query;

    Work(String method, String query) {
        this.method = method;
        this.query = query;
    }

    private static ByteBuffer request(String method, String target) {
        String body = method.equals("PUT") ? "value=" + "x".repeat(VALUE_BYTES) : "";
        String form = body.isEmpty()
                ? ""
                : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n";
        byte[] bytes = (method + " " + target + " HTTP/1.1\r\nHost: bench\r\n" + form + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }

    /** How many different requests there are. */
    static int keys() {
        return KEYS;
    }

    /** The bytes of a request for each key. */
    List<ByteBuffer> requests() {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> request(method, "/v2/keys/bench/" + key + query))
                .toList();
    }

    /** The name that tables show. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
