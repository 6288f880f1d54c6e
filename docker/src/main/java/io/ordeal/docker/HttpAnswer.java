package io.ordeal.docker;

import io.ordeal.nemesis.cluster.Wire.Reply.Answered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP/1.1 answer as it comes from the network.
 *
 * @param reusable whether another request may follow on the same connection
 */
record HttpAnswer(Answered reply, boolean reusable) {

    private static final int LINE_LIMIT = 16_384;
    private static final int BODY_LIMIT = 64 << 20;

    static HttpAnswer read(InputStream in, boolean withoutBody) throws IOException {
        while (true) {
            int status = status(line(in));
            Map<String, String> headers = headers(in);
            if (status >= 200) {
                boolean empty = withoutBody || status == 204 || status == 304;
                boolean chunked =
                        headers.getOrDefault("transfer-encoding", "identity").contains("chunked");
                boolean framed = empty || chunked || headers.containsKey("content-length");
                byte[] body = empty ? new byte[0] : body(in, headers, chunked);
                boolean reusable =
                        framed && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
                return new HttpAnswer(
                        new Answered(status, headers, new String(body, StandardCharsets.UTF_8)), reusable);
            }
        }
    }

    private static int status(String line) throws ProtocolException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5][0-9][0-9]")) {
            throw new ProtocolException("not an HTTP answer: " + line);
        }
        return Integer.parseInt(parts[1]);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("not an HTTP header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers, boolean chunked) throws IOException {
        if (chunked) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        return length == null ? in.readNBytes(BODY_LIMIT) : exactly(in, length(length, 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = length(line(in).replaceFirst(";.*", ""), 16);
            if (size == 0) {
                headers(in);
                return body.toByteArray();
            }
            body.writeBytes(exactly(in, size));
            if (!line(in).isEmpty()) {
                throw new ProtocolException("a chunk is longer than it says");
            }
        }
    }

    private static int length(String text, int radix) throws ProtocolException {
        try {
            int length = Integer.parseInt(text.strip(), radix);
            if (length >= 0 && length <= BODY_LIMIT) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new ProtocolException("not a length: " + text);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw HttpConnection.cutShort();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw HttpConnection.cutShort();
            }
            if (line.size() == LINE_LIMIT) {
                throw new ProtocolException("a header line is too long");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
