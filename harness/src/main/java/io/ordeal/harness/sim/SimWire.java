package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.server.api.Request;
import java.util.function.Consumer;

/** A client's connection to a simulated node. */
final class SimWire implements Wire {

    private final Timeline timeline;
    private final SimNetwork network;
    private final SimNode node;
    private Runnable hangUp = () -> {};
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
        timeline.schedule(network.delay(), () -> {
            hangUp = node.call(request, reply -> comeBack(reply, done));
            if (closed) {
                hangUp.run();
            }
        });
    }

    private void comeBack(Reply reply, Consumer<Reply> done) {
        timeline.schedule(network.delay(), () -> {
            if (!closed) {
                done.accept(reply);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        timeline.execute(() -> hangUp.run());
    }
}
