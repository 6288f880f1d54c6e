package io.ordeal.server.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A transition, and when it was on which node.
 *
 * @param wallMillis on the node's wall clock, in milliseconds since 1970
 * @param nanos on the node's monotonic clock, which begins anew with its machine
 * @param term that the node is in then
 */
public record Occurrence(long wallMillis, long nanos, NodeId node, long term, Transition transition) {

    private static final JsonFactory JSON = new JsonFactory();

    /** RFC 3339 with milliseconds, always as many digits. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** One line of JSON, with its end. */
    public String line() {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", TIME.format(Instant.ofEpochMilli(wallMillis)));
            json.writeNumberField("nanos", nanos);
            json.writeStringField("node", node.value());
            json.writeNumberField("term", term);
            write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private void write(JsonGenerator json) throws IOException {
        switch (transition) {
            case Transition.Started(long boot, long last, long snapshot) -> {
                event(json, "started").writeNumberField("boot", boot);
                json.writeNumberField("last", last);
                json.writeNumberField("snapshot", snapshot);
            }
            case Transition.Stopped() -> event(json, "stopped");
            case Transition.DiskFailed(String reason) ->
                event(json, "disk-failed").writeStringField("reason", reason);
            case Transition.Failed(String reason) -> event(json, "failed").writeStringField("reason", reason);
            case Transition.Missed(long count) -> event(json, "missed").writeNumberField("count", count);
            case Transition.TermBegan(long before) -> event(json, "term").writeNumberField("before", before);
            case Transition.VoteGranted(NodeId to) -> event(json, "vote").writeStringField("candidate", to.value());
            case Transition.RoleChanged(var from, var to) -> {
                event(json, "role").writeStringField("from", from.word());
                json.writeStringField("to", to.word());
            }
            case Transition.LeaderKnown(NodeId leader) ->
                event(json, "leader").writeStringField("leader", leader.value());
            case Transition.LeaderLost(NodeId leader) ->
                event(json, "leader-lost").writeStringField("leader", leader.value());
            case Transition.TermCommitted(long entryTerm, long commit) -> {
                event(json, "term-committed").writeNumberField("entryTerm", entryTerm);
                json.writeNumberField("commit", commit);
            }
            case Transition.LogTruncated(long kept, long removed) -> {
                event(json, "log-truncated").writeNumberField("kept", kept);
                json.writeNumberField("removed", removed);
            }
            case Transition.SnapshotTaken(long index, long bytes) -> snapshot(json, "snapshot-taken", index, bytes);
            case Transition.SnapshotInstalled(long index, long bytes) ->
                snapshot(json, "snapshot-installed", index, bytes);
            case Transition.SnapshotSending(NodeId to, long index, long bytes) -> {
                snapshot(json, "snapshot-sending", index, bytes);
                json.writeStringField("to", to.value());
            }
            case Transition.SnapshotSent(NodeId to, long index) -> {
                event(json, "snapshot-sent").writeNumberField("index", index);
                json.writeStringField("to", to.value());
            }
        }
    }

    private static void snapshot(JsonGenerator json, String event, long index, long bytes) throws IOException {
        event(json, event).writeNumberField("index", index);
        json.writeNumberField("bytes", bytes);
    }

    private static JsonGenerator event(JsonGenerator json, String event) throws IOException {
        json.writeStringField("event", event);
        return json;
    }
}
