package io.ordeal.server.node;

import io.ordeal.server.api.Intent;
import io.ordeal.server.api.Reply;
import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.Scope;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One client's watch. Only one part of its reply is under way at a time; what happens meanwhile waits, up to a limit: a
 * client that lags behind by more is told what waits, and no more.
 */
final class Watcher implements Reply.Reader {

    /** So many events wait at most, besides those of the past that the watch has asked for. */
    static final int WAITING_MAX = 100;

    /** When a part has so many bytes, what else waits is left for the next one. */
    private static final int PART_BYTES = 64 << 10;

    private final Intent.Watch watch;
    private final Consumer<Reply> answer;
    private final Function<Event, byte[]> body;
    private final Runnable forget;
    private final ArrayDeque<Event> untold = new ArrayDeque<>(1);
    /** How many of the first untold ones are of the past. */
    private int past;

    private boolean ready = true;
    /** No more events are taken. */
    private boolean closed;

    private boolean ended;

    /** @param forget sees to it that this watch hears of no more events */
    Watcher(Intent.Watch watch, Consumer<Reply> answer, Function<Event, byte[]> body, Runnable forget) {
        this.watch = watch;
        this.answer = answer;
        this.body = body;
        this.forget = forget;
    }

    Scope scope() {
        return watch.scope();
    }

    /** Takes what has happened from index {@code from} on. */
    void catchUp(EventHistory history, long from) {
        Optional<Event> event = history.next(scope(), from);
        while (event.isPresent() && !closed) {
            take(event.get());
            past = untold.size();
            event = history.next(scope(), event.get().index() + 1);
        }
        send();
    }

    /** Something has happened that concerns the scope. */
    void happened(Event event) {
        if (closed || event.index() < watch.from()) {
            return;
        }
        if (untold.size() - past < WAITING_MAX) {
            take(event);
            send();
        } else {
            close();
        }
    }

    void jumped(long seen, EventHistory history, byte[] cleared) {
        long from = Math.max(watch.from(), seen + 1);
        if (from >= history.oldest()) {
            catchUp(history, from);
            return;
        }
        gone();
        answer.accept(new Reply.Part(cleared));
        answer.accept(new Reply.End());
    }

    @Override
    public void ready() {
        ready = true;
        send();
    }

    @Override
    public void gone() {
        untold.clear();
        close();
        ended = true;
    }

    private void take(Event event) {
        untold.add(event);
        if (!watch.stream()) {
            close();
        }
    }

    private void close() {
        closed = true;
        forget.run();
    }

    private void send() {
        if (!ready || untold.isEmpty()) {
            return;
        }
        ready = false;
        answer.accept(new Reply.Part(nextPart()));
        if (closed && untold.isEmpty() && !ended) {
            ended = true;
            answer.accept(new Reply.End());
        }
    }

    private byte[] nextPart() {
        byte[] first = body.apply(untold.remove());
        past = Math.max(0, past - 1);
        if (untold.isEmpty()) {
            return first;
        }
        var part = new ByteArrayOutputStream();
        part.writeBytes(first);
        while (!untold.isEmpty() && part.size() < PART_BYTES) {
            part.writeBytes(body.apply(untold.remove()));
            past = Math.max(0, past - 1);
        }
        return part.toByteArray();
    }
}
