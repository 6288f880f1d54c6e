package io.ordeal.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A response in a form that can be compared and read. */
record Wire(int status, Map<String, String> headers, String body) {

    static Wire of(Response response) {
        return new Wire(response.status(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    /** What the keys API answers when all went well. */
    static Wire success(int status, long index, Position position, String body) {
        var headers = new TreeMap<String, String>();
        headers.putAll(error(status, index, body).headers());
        headers.put("X-Raft-Index", Long.toString(position.raftIndex()));
        headers.put("X-Raft-Term", Long.toString(position.raftTerm()));
        return new Wire(status, headers, body + "\n");
    }

    /** What the keys API answers when it refuses. */
    static Wire error(int status, long index, String body) {
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "X-Etcd-Cluster-Id",
                Member.CLUSTER,
                "X-Etcd-Index",
                Long.toString(index));
        return new Wire(status, headers, body + "\n");
    }

    static Wire text(int status, String body) {
        return new Wire(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    Wire withoutBody() {
        return new Wire(status, headers, "");
    }

    Wire with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Wire(status, more, body);
    }
}
