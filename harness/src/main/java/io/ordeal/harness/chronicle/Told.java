package io.ordeal.harness.chronicle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * One thing that a node tells.
 *
 * @param nanos since the run began; negative for what was before
 * @param term that the node is in then
 * @param event what kind of thing, as {@code role}, {@code vote}
 * @param line all of it
 */
record Told(String node, long nanos, long term, String event, JsonNode line) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a line; empty if it is none of an event, as where a node was killed while it wrote.
     *
     * @param began what the node's monotonic clock showed when the run began
     */
    static Optional<Told> read(String line, long began) {
        try {
            JsonNode json = JSON.readTree(line);
            boolean whole = json.path("node").isTextual()
                    && json.path("nanos").isIntegralNumber()
                    && json.path("term").isIntegralNumber()
                    && json.path("event").isTextual();
            return whole ? Optional.of(of(json, began)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Told of(JsonNode json, long began) {
        return new Told(
                json.path("node").asText(),
                json.path("nanos").asLong() - began,
                json.path("term").asLong(),
                json.path("event").asText(),
                json);
    }

    boolean is(String event) {
        return this.event.equals(event);
    }

    String word(String field) {
        return line.path(field).asText();
    }

    long number(String field) {
        return line.path(field).asLong();
    }
}
