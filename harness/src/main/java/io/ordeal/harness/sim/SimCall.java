package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A client's call on its node. What the node tells in parts is answered as one, once it is complete. */
final class SimCall {

    private final Consumer<Wire.Reply> answer;
    private final Consumer<SimCall> over;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<Reply.Head> head = Optional.empty();
    private boolean hungUp;

    /** @param over is told that the node has nothing more to say, or nobody listens */
    SimCall(Consumer<Wire.Reply> answer, Consumer<SimCall> over) {
        this.answer = answer;
        this.over = over;
    }

    void told(Reply reply) {
        switch (reply) {
            case Reply.Whole(Response response) -> answer(response);
            case Reply.Head begun -> begin(begun);
            case Reply.Part(byte[] bytes) -> {
                body.writeBytes(bytes);
                head.orElseThrow().reader().ready();
            }
            case Reply.End() -> {
                Response begun = head.orElseThrow().response();
                answer(new Response(begun.status(), begun.headers(), body.toByteArray()));
            }
        }
    }

    private void begin(Reply.Head begun) {
        head = Optional.of(begun);
        if (hungUp) {
            begun.reader().gone();
        }
    }

    private void answer(Response response) {
        over.accept(this);
        var headers = new TreeMap<String, String>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String text = new String(response.body(), StandardCharsets.UTF_8);
        answer.accept(new Wire.Reply.Answered(response.status(), headers, text));
    }

    /** The client has gone. */
    void hangUp() {
        hungUp = true;
        over.accept(this);
        head.ifPresent(begun -> begun.reader().gone());
    }

    /** The process has gone. */
    void lose() {
        answer.accept(new Wire.Reply.Lost("connection reset"));
    }
}
