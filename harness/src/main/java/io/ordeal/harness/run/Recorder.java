package io.ordeal.harness.run;

import io.ordeal.harness.client.Result;
import io.ordeal.harness.generate.Op;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.nemesis.cluster.Timeline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Numbers what happens, tells its time, and hands it on in order. The run begins when this is made. */
final class Recorder {

    private final Timeline timeline;
    private final long began;
    private final Consumer<Event> history;
    private long index;

    Recorder(Timeline timeline, Consumer<Event> history) {
        this.timeline = timeline;
        this.began = timeline.nanos();
        this.history = history;
    }

    /** Nanoseconds since the run began. */
    long now() {
        return timeline.nanos() - began;
    }

    Event invoked(Op op) {
        return recorded(new Invocation(index++, now(), op.process(), op.f(), op.value()));
    }

    Event completed(Op op, Result result) {
        return recorded(
                new Completion(index++, now(), op.process(), result.outcome(), op.f(), result.value(), result.error()));
    }

    void disturbed(String f, @Nullable Object value) {
        recorded(new Disturbance(index++, now(), f, value));
    }

    private Event recorded(Event event) {
        history.accept(event);
        return event;
    }
}
