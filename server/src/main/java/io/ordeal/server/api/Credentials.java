package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who a client says it is (RFC 7617). */
public sealed interface Credentials {

    /** It does not say. */
    record Absent() implements Credentials {}

    record Basic(Text user, Text password) implements Credentials {}

    /** Not in a way that is known here. */
    record Unknown() implements Credentials {}

    static Credentials of(Request request) {
        String header = request.headers().getOrDefault("authorization", "");
        if (header.isEmpty()) {
            return new Absent();
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new Unknown();
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(header.substring(6).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return new Unknown();
        }
        for (int position = 0; position < decoded.length; position++) {
            if (decoded[position] == ':') {
                return new Basic(Text.of(decoded, 0, position), Text.of(decoded, position + 1, decoded.length));
            }
        }
        return new Unknown();
    }
}
