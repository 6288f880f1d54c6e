package io.ordeal.harness.sim;

import io.ordeal.server.events.Occurrence;
import io.ordeal.server.node.Node;
import io.ordeal.server.raft.RaftState;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** What has become of a simulated cluster, in words. */
final class SimStory {

    private static final int LINES = 60;

    private SimStory() {}

    /** One line for each host, and one for each of the latest events. */
    static String of(Collection<SimNode> hosts) {
        String states = hosts.stream().map(SimStory::state).collect(Collectors.joining("\n"));
        var events = hosts.stream()
                .flatMap(host -> host.events().stream())
                .sorted(Comparator.comparingLong(Occurrence::nanos))
                .toList();
        String latest = events.subList(Math.max(0, events.size() - LINES), events.size()).stream()
                .map(SimStory::event)
                .collect(Collectors.joining("\n"));
        return states + "\n" + latest;
    }

    private static String state(SimNode host) {
        return host.name() + " "
                + host.server().map(Node::raft).map(SimStory::raft).orElse("is down")
                + (host.isPaused() ? ", paused" : "");
    }

    private static String raft(RaftState raft) {
        return "%s, term %d, vote %s, %s, snapshot to %d, durable to %d, committed to %d, %s"
                .formatted(
                        raft.role().getClass().getSimpleName(),
                        raft.term(),
                        raft.hard().vote().map(Object::toString).orElse("none"),
                        raft.log(),
                        raft.snapshot().index(),
                        raft.durable(),
                        raft.commit(),
                        raft.configurations().placed());
    }

    private static String event(Occurrence event) {
        return "%9.3f ms  %s  term %d  %s"
                .formatted(event.nanos() / 1e6, event.node(), event.term(), event.transition());
    }
}
