package io.ordeal.server.node;

import io.ordeal.server.api.Statistics.Follower;
import io.ordeal.server.api.Statistics.Traffic;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.Rejected;
import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Watches the messages by which a log is replicated, and keeps figures of them. */
final class Telemetry {

    private final Clock clock;
    private final Duration patience;
    private final TrafficMeter received = new TrafficMeter();
    private final TrafficMeter sent = new TrafficMeter();
    private final TreeMap<NodeId, FollowerMeter> followers = new TreeMap<>();

    /** @param patience a message that has no answer for so long was in vain */
    Telemetry(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    void sent(NodeId to, Message message) {
        if (message instanceof AppendRequest append) {
            sent.passed(clock.nanos(), bytes(append));
            long last = append.previous().index() + append.entries().size();
            follower(to).sent(clock.nanos(), last);
        }
    }

    void received(NodeId from, Message message) {
        switch (message) {
            case AppendRequest append -> received.passed(clock.nanos(), bytes(append));
            case Accepted accepted -> follower(from).accepted(clock.nanos(), accepted.matched());
            case Rejected _ -> follower(from).refused();
            default -> {}
        }
    }

    /** What is known of followers was of another term. */
    void forgetFollowers() {
        followers.clear();
    }

    Traffic received() {
        return received.traffic(clock.nanos());
    }

    Traffic sent() {
        return sent.traffic(clock.nanos());
    }

    /** @param id names members */
    List<Follower> followers(Function<NodeId, String> id) {
        return followers.entrySet().stream()
                .map(follower -> follower.getValue().follower(id.apply(follower.getKey())))
                .toList();
    }

    private FollowerMeter follower(NodeId node) {
        return followers.computeIfAbsent(node, _ -> new FollowerMeter(patience.toNanos()));
    }

    private static long bytes(AppendRequest append) {
        return append.entries().stream().mapToLong(Entry::size).sum();
    }
}
