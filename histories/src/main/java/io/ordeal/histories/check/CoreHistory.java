package io.ordeal.histories.check;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Excerpt;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import java.util.ArrayList;
import java.util.List;

/** Makes a history of an excerpt. Events keep their index, so that they can be found again. */
final class CoreHistory {

    private CoreHistory() {}

    static List<Event> of(Excerpt excerpt, Encoding<?> encoding) {
        Columns part = excerpt.part().columns();
        long nextProcess = 1;
        for (int number : excerpt.numbers()) {
            nextProcess = Math.max(nextProcess, encoding.origin().apply(number).process() + 1);
        }
        List<Event> events = new ArrayList<>();
        for (int position = 0; position < part.positions(); position++) {
            int number = part.operationAt(position);
            Operation operation = encoding.origin().apply(excerpt.numbers()[number]);
            if (part.isReturn(position)) {
                events.add(operation.completion().orElseThrow());
            } else {
                events.add(part.isCertain(number) ? operation.invocation() : by(nextProcess++, operation.invocation()));
            }
        }
        return History.of(events).events();
    }

    /** Since a process whose operation does not complete never invokes another one. */
    private static Invocation by(long process, Invocation it) {
        return new Invocation(it.index(), it.time(), process, it.f(), it.value());
    }
}
