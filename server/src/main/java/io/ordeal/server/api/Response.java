package io.ordeal.server.api;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An HTTP response, ready to go out; content length and connection headers are the edge's.
 *
 * @param headers by name as it goes onto the wire
 * @param body must not be changed once it is here
 */
public record Response(int status, SortedMap<String, String> headers, byte[] body) {

    public Response {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** The same with one header more. */
    public Response with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
