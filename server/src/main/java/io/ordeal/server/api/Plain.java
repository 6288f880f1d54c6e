package io.ordeal.server.api;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers that are no JSON, or not of the keys API. */
final class Plain {

    private static final String TEXT = "text/plain; charset=utf-8";

    private Plain() {}

    static Response text(int status, String body) {
        return response(status, headers(TEXT), body);
    }

    /** @param body JSON */
    static Response json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param body JSON */
    static Response json(int status, byte[] body) {
        return new Response(status, headers("application/json"), body);
    }

    static Response notFound() {
        return error(404, headers(TEXT), "404 page not found\n");
    }

    /** Of a request that is no HTTP. */
    static Response malformed() {
        return text(400, "400 Bad Request");
    }

    static Response notAllowed(String allowed) {
        SortedMap<String, String> headers = headers(TEXT);
        headers.put("Allow", allowed);
        return error(405, headers, "Method Not Allowed\n");
    }

    /** Of a method that is allowed elsewhere. */
    static Response notAllowed() {
        return error(405, headers(TEXT), "Method Not Allowed\n");
    }

    /** It is done, and there is nothing to say. */
    static Response nothing() {
        return response(204, new TreeMap<>(), "");
    }

    /** The same request, method and all, is to be sent there. */
    static Response redirected(String location) {
        var headers = new TreeMap<String, String>();
        headers.put("Location", location);
        return response(307, headers, "");
    }

    /**
     * To a request of {@code method}: who reads gets a page as well, in case a person is looking.
     *
     * @param location as it stood in the request, a character a byte
     */
    static Response moved(String method, String location) {
        boolean read = method.equals("GET") || method.equals("HEAD");
        SortedMap<String, String> headers = read ? headers("text/html; charset=utf-8") : new TreeMap<>();
        headers.put("Location", inAscii(location));
        String page = "<a href=\"%s\">Moved Permanently</a>.\n\n".formatted(escaped(location));
        return new Response(301, headers, (read ? page : "").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @param location a character a byte */
    private static String inAscii(String location) {
        var ascii = new StringBuilder(location.length());
        for (int at = 0; at < location.length(); at++) {
            char each = location.charAt(at);
            if (each < 0x80) {
                ascii.append(each);
            } else {
                ascii.append('%').append(Integer.toHexString(each));
            }
        }
        return ascii.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static Response error(int status, SortedMap<String, String> headers, String body) {
        headers.put("X-Content-Type-Options", "nosniff");
        return response(status, headers, body);
    }

    private static SortedMap<String, String> headers(String type) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", type);
        return headers;
    }

    private static Response response(int status, SortedMap<String, String> headers, String body) {
        return new Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
