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
            case Transition.Started(long boot, long last, long snapshot) ->
                event(json, "started", "boot", boot, "last", last, "snapshot", snapshot);
            case Transition.Stopped() -> event(json, "stopped");
            case Transition.DiskFailed(String reason) -> event(json, "disk-failed", "reason", reason);
            case Transition.Failed(String reason) -> event(json, "failed", "reason", reason);
            case Transition.Missed(long count) -> event(json, "missed", "count", count);
            case Transition.TermBegan(long before) -> event(json, "term", "before", before);
            case Transition.VoteGranted(NodeId candidate) -> event(json, "vote", "candidate", candidate);
            case Transition.RoleChanged(var from, var to) -> event(json, "role", "from", from.word(), "to", to.word());
            case Transition.LeaderKnown(NodeId leader) -> event(json, "leader", "leader", leader);
            case Transition.LeaderLost(NodeId leader) -> event(json, "leader-lost", "leader", leader);
            case Transition.TermCommitted(long entryTerm, long commit) ->
                event(json, "term-committed", "entryTerm", entryTerm, "commit", commit);
            case Transition.Applied(long index, long entryTerm, long digest) ->
                event(json, "applied", "index", index, "entryTerm", entryTerm, "digest", Long.toHexString(digest));
            case Transition.LogTruncated(long kept, long removed) ->
                event(json, "log-truncated", "kept", kept, "removed", removed);
            case Transition.SnapshotTaken(long index, long bytes) ->
                event(json, "snapshot-taken", "index", index, "bytes", bytes);
            case Transition.SnapshotInstalled(long index, long bytes) ->
                event(json, "snapshot-installed", "index", index, "bytes", bytes);
            case Transition.SnapshotSending(NodeId to, long index, long bytes) ->
                event(json, "snapshot-sending", "index", index, "bytes", bytes, "to", to);
            case Transition.SnapshotSent(NodeId to, long index) ->
                event(json, "snapshot-sent", "index", index, "to", to);
        }
    }

    /** @param fields a name and a value, and so on */
    private static void event(JsonGenerator json, String event, Object... fields) throws IOException {
        json.writeStringField("event", event);
        for (int field = 0; field < fields.length; field += 2) {
            json.writeFieldName(String.valueOf(fields[field]));
            if (fields[field + 1] instanceof Long number) {
                json.writeNumber(number);
            } else {
                json.writeString(String.valueOf(fields[field + 1]));
            }
        }
    }
}
