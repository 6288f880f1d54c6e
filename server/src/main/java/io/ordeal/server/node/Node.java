package io.ordeal.server.node;

import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.journal.Journal;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A place to stand in for the node until it is there: it says the same thing to everybody. */
public final class Node {

    private final NodeSettings settings;
    private final Disk disk;
    private final Consumer<Throwable> onFailure;

    public Node(
            NodeSettings settings,
            Clock clock,
            RandomGenerator random,
            Network network,
            Disk disk,
            Consumer<Throwable> onFailure) {
        this.settings = settings;
        this.disk = disk;
        this.onFailure = onFailure;
    }

    public void start() throws IOException {
        var _ = Journal.recover(disk, settings.segmentBytes(), onFailure);
    }

    public void receive(NodeId from, Message message) {}

    public void handle(Request request, Consumer<Response> answer) {
        byte[] body = (request.method() + " " + request.target() + "\n").getBytes(StandardCharsets.UTF_8);
        answer.accept(new Response(200, new TreeMap<>(), body));
    }

    public void flush() {}

    public void stop() {}
}
