package io.ordeal.server.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An HTTP request as it came in, with nothing decoded.
 *
 * @param method in upper case
 * @param target path and query as on the request line
 * @param headers by name in lower case; of a repeated header, the first
 * @param body must not be changed once it is here
 */
public record Request(String method, String target, SortedMap<String, String> headers, byte[] body) {

    public Request {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** A request without headers or body. */
    public static Request of(String method, String target) {
        return new Request(method, target, new TreeMap<>(), new byte[0]);
    }

    /** A request with a form as its body, already encoded. */
    public static Request form(String method, String target, String form) {
        var headers = Map.of("content-type", "application/x-www-form-urlencoded");
        return new Request(
                method, target, new TreeMap<>(headers), form.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
