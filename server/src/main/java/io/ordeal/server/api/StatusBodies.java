package io.ordeal.server.api;

import io.ordeal.server.api.NodeStatus.Leader;
import io.ordeal.server.keys.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** What a node says about itself, as etcd writes it. */
final class StatusBodies {

    private static final int TYPICAL_BYTES = 512;

    private StatusBodies() {}

    /** The body of {@code /v2/stats/self}. Nobody counts appends yet. */
    static byte[] self(NodeStatus status) {
        Json json = new Json(TYPICAL_BYTES).openObject();
        text(json, "name", status.self().name());
        text(json, "id", status.self().id());
        text(json, "state", state(status.role()));
        text(json, "startTime", time(status.started()));
        json.name("leaderInfo").openObject();
        text(json, "leader", status.leader().map(leader -> leader.member().id()).orElse(""));
        text(json, "uptime", duration(status.leader().map(Leader::uptime).orElse(Duration.ZERO)));
        text(json, "startTime", time(status.leader().map(Leader::since).orElse(NEVER)));
        return json.closeObject().closeObject().toBytes();
    }

    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private static void text(Json json, String name, String text) {
        json.name(name).string(Text.of(text));
    }

    private static String state(NodeStatus.Role role) {
        return switch (role) {
            case LEADER -> "StateLeader";
            case FOLLOWER -> "StateFollower";
            case CANDIDATE -> "StateCandidate";
        };
    }

    /** RFC 3339 in UTC, with no more digits than needed. */
    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", fraction(instant.get(ChronoField.NANO_OF_SECOND)) + "Z");
    }

    /** As Go reads and writes it, for example {@code 1h2m3.5s}. */
    private static String duration(Duration duration) {
        String hours = duration.toHours() > 0 ? duration.toHours() + "h" : "";
        String minutes = duration.toMinutes() > 0 ? duration.toMinutesPart() + "m" : "";
        return hours + minutes + duration.toSecondsPart() + fraction(duration.toNanosPart()) + "s";
    }

    private static String fraction(int nanos) {
        return nanos == 0 ? "" : ("." + Long.toString(1_000_000_000L + nanos).substring(1)).replaceFirst("0+$", "");
    }
}
