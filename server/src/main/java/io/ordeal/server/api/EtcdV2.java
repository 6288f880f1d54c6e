package io.ordeal.server.api;

import io.ordeal.server.keys.Reading;
import io.ordeal.server.keys.Result;
import java.util.TreeMap;

/**
 * The API: what requests mean, and how results look.
 *
 * @param clusterId the same on all members: 64 bits in lower-case hexadecimal digits
 */
public record EtcdV2(String clusterId) {

    /** What {@code request} wants. Whatever is wrong with it, there is an answer. */
    public Intent interpret(Request request) {
        return new Intent.Answer(failed("not yet: " + request.target()));
    }

    /** The response to {@code write}, which ended with {@code result}. */
    public Response written(Intent.Write write, Result result, Position position) {
        return new Response(500, new TreeMap<>(), new byte[0]);
    }

    /** The response to a read; of a {@code HEAD} request too, whose body the edge must hold back. */
    public Response read(Reading reading, Position position) {
        return new Response(500, new TreeMap<>(), new byte[0]);
    }

    /** The response to a question about the node. */
    public Response told(Intent.Ask ask, NodeStatus status) {
        return new Response(500, new TreeMap<>(), new byte[0]);
    }

    /** The response to a request that came to no result here, for example {@code etcdserver: request timed out}. */
    public Response failed(String cause) {
        return new Response(500, new TreeMap<>(), new byte[0]);
    }
}
