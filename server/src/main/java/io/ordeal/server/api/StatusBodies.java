package io.ordeal.server.api;

import io.ordeal.server.api.NodeStatus.Leader;
import io.ordeal.server.api.NodeStatus.Member;
import io.ordeal.server.api.Statistics.Follower;
import io.ordeal.server.api.Statistics.Latency;
import io.ordeal.server.api.Statistics.Operation;
import io.ordeal.server.api.Statistics.Tally;
import io.ordeal.server.api.Statistics.Traffic;
import io.ordeal.server.keys.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** What a node says about itself and its cluster, as etcd writes it. */
final class StatusBodies {

    private static final int TYPICAL_BYTES = 512;
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private StatusBodies() {}

    /** The body of {@code /v2/stats/self}. Rates of 0 are left out. */
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
        json.closeObject();
        traffic(json, "recv", status.statistics().received());
        traffic(json, "send", status.statistics().sent());
        return json.closeObject().toBytes();
    }

    private static void traffic(Json json, String way, Traffic traffic) {
        json.name(way + "AppendRequestCnt").number(traffic.count());
        if (traffic.perSecond() > 0) {
            json.name(way + "PkgRate").number(traffic.perSecond());
        }
        if (traffic.bytesPerSecond() > 0) {
            json.name(way + "BandwidthRate").number(traffic.bytesPerSecond());
        }
    }

    /** The body of {@code /v2/stats/leader}. */
    static byte[] followers(NodeStatus status) {
        Json json = new Json(TYPICAL_BYTES).openObject();
        text(json, "leader", status.self().id());
        json.name("followers").openObject();
        for (Follower follower : status.statistics().followers()) {
            json.name(follower.id()).openObject();
            latency(json, follower.latency());
            json.name("counts").openObject();
            json.name("fail").number(follower.answers().failed());
            json.name("success").number(follower.answers().succeeded());
            json.closeObject().closeObject();
        }
        return json.closeObject().closeObject().toBytes();
    }

    private static void latency(Json json, Latency latency) {
        json.name("latency").openObject();
        json.name("current").number(latency.current());
        json.name("average").number(latency.average());
        json.name("standardDeviation").number(latency.standardDeviation());
        json.name("minimum").number(latency.minimum());
        json.name("maximum").number(latency.maximum());
        json.closeObject();
    }

    /** The body of {@code /v2/stats/store}. */
    static byte[] store(Statistics statistics) {
        Json json = new Json(TYPICAL_BYTES).openObject();
        for (Operation operation : Operation.values()) {
            Tally tally = statistics.store().getOrDefault(operation, Tally.NONE);
            json.name(operation.word() + "Success").number(tally.succeeded());
            json.name(operation.word() + "Fail").number(tally.failed());
        }
        json.name("expireCount").number(statistics.expired());
        json.name("watchers").number(statistics.watchers());
        return json.closeObject().toBytes();
    }

    /** The body of {@code /v2/members}, in the order of the ids. */
    static byte[] members(NodeStatus status) {
        Json json = new Json(TYPICAL_BYTES).openObject().name("members").openArray();
        status.members().stream()
                .sorted(Comparator.comparing(member -> Long.parseUnsignedLong(member.id(), 16), Long::compareUnsigned))
                .forEach(member -> member(json, member));
        return json.closeArray().closeObject().newline().toBytes();
    }

    static byte[] member(Member member) {
        Json json = new Json(TYPICAL_BYTES);
        member(json, member);
        return json.newline().toBytes();
    }

    private static void member(Json json, Member member) {
        json.openObject();
        text(json, "id", member.id());
        text(json, "name", member.name());
        texts(json, "peerURLs", member.peerUrls());
        texts(json, "clientURLs", member.clientUrls());
        json.closeObject();
    }

    private static void texts(Json json, String name, List<String> texts) {
        json.name(name).openArray();
        texts.forEach(text -> json.element(Text.of(text)));
        json.closeArray();
    }

    /** The body of errors outside of the keys API. */
    static byte[] message(String message) {
        Json json = new Json(TYPICAL_BYTES).openObject();
        text(json, "message", message);
        return json.closeObject().toBytes();
    }

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
