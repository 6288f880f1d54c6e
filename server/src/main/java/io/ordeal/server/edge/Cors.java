package io.ordeal.server.edge;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets pages of other origins use the API from a browser (Fetch standard, "CORS protocol"). With no origins, nothing is
 * said of it.
 *
 * @param origins such as {@code http://example.com}; {@code *} is any
 */
record Cors(List<String> origins) {

    Cors {
        origins = List.copyOf(origins);
    }

    /** Of a list with commas. */
    static Cors parse(String origins) {
        return new Cors(Arrays.stream(origins.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList());
    }

    /** Marks all replies of {@code handler}, and answers the questions of browsers in its place. */
    HttpEdge.Handler over(HttpEdge.Handler handler) {
        if (origins.isEmpty()) {
            return handler;
        }
        return (request, answer) -> {
            Optional<String> allowed = allowed(request);
            if (request.method().equals("OPTIONS")) {
                var permission = new Response(200, new TreeMap<>(), new byte[0]);
                answer.accept(new Reply.Whole(marked(permission, allowed)));
            } else {
                handler.handle(request, reply -> answer.accept(marked(reply, allowed)));
            }
        };
    }

    private Optional<String> allowed(Request request) {
        if (origins.contains("*")) {
            return Optional.of("*");
        }
        return Optional.ofNullable(request.headers().get("origin")).filter(origins::contains);
    }

    private static Reply marked(Reply reply, Optional<String> allowed) {
        return switch (reply) {
            case Reply.Whole(Response response) -> new Reply.Whole(marked(response, allowed));
            case Reply.Head(Response response, var reader) -> new Reply.Head(marked(response, allowed), reader);
            case Reply.Part part -> part;
            case Reply.End end -> end;
        };
    }

    private static Response marked(Response response, Optional<String> allowed) {
        return allowed.map(origin -> response.with("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE")
                        .with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Allow-Headers", "accept, content-type, authorization"))
                .orElse(response);
    }
}
