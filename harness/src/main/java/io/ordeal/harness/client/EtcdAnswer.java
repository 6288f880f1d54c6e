package io.ordeal.harness.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.cluster.Wire.Reply.Answered;
import io.ordeal.nemesis.cluster.Wire.Reply.Lost;
import io.ordeal.nemesis.cluster.Wire.Reply.Refused;
import java.util.Optional;

/** What a reply of the etcd v2 keys API says about one key. */
sealed interface EtcdAnswer {

    /** The key holds this now. */
    record Holds(String value) implements EtcdAnswer {}

    /** There is no such key. */
    record Absent() implements EtcdAnswer {}

    /** A comparison failed. */
    record Mismatch(String cause) implements EtcdAnswer {}

    /** Certainly nothing was done. */
    record Rejected(String why) implements EtcdAnswer {}

    /** Nobody knows what was done, or will be. */
    record Unclear(String why) implements EtcdAnswer {}

    ObjectMapper JSON = new ObjectMapper();

    /** The one place that decides what is certain. Whatever is not understood is unclear, never a success. */
    static EtcdAnswer of(Reply reply) {
        return switch (reply) {
            case Answered(int status, var _, String body) -> answered(status, body);
            case Refused(String why) -> new Rejected(why);
            case Lost(String why) -> new Unclear(why);
        };
    }

    private static EtcdAnswer answered(int status, String body) {
        Optional<JsonNode> json = parsed(body);
        int code = json.map(answer -> answer.path("errorCode").asInt()).orElse(0);
        if (status == 200 || status == 201) {
            return json.map(answer -> answer.path("node").path("value"))
                    .filter(JsonNode::isTextual)
                    .<EtcdAnswer>map(value -> new Holds(value.textValue()))
                    .orElse(new Unclear("unexpected answer: " + excerpt(status, body)));
        }
        if (status == 404 && code == 100) {
            return new Absent();
        }
        if (status == 412 && code == 101) {
            return new Mismatch(
                    json.map(answer -> answer.path("cause").asText()).orElse(""));
        }
        boolean definite = status >= 400 && status < 500;
        return definite ? new Rejected(excerpt(status, body)) : new Unclear(excerpt(status, body));
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String excerpt(int status, String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return ("HTTP " + status + " " + (line.length() > 200 ? line.substring(0, 200) + "…" : line)).strip();
    }
}
