package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A client's connection to a simulated node. */
final class SimWire implements Wire {

    private final Timeline timeline;
    private final SimNetwork network;
    private final SimNode node;
    private boolean closed;

    SimWire(Timeline timeline, SimNetwork network, SimNode node) {
        this.timeline = timeline;
        this.network = network;
        this.node = node;
    }

    @Override
    public void send(Call call, Consumer<Reply> done) {
        Request request = call.form().isEmpty()
                ? Request.of(call.method(), call.target())
                : Request.form(call.method(), call.target(), call.form());
        timeline.schedule(network.delay(), () -> node.call(request, reply -> comeBack(reply, done)));
    }

    private void comeBack(Reply reply, Consumer<Reply> done) {
        timeline.schedule(network.delay(), () -> {
            if (!closed) {
                done.accept(reply);
            }
        });
    }

    static Reply reply(Response response) {
        var headers = new TreeMap<String, String>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Reply.Answered(response.status(), headers, new String(response.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed = true;
    }
}
