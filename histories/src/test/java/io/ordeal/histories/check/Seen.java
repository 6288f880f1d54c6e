package io.ordeal.histories.check;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a monitor told of the events that it was given: all of them, or those up to a violation. */
record Seen(List<Event> events, Optional<Operation> culprit, List<String> limits) {

    static Seen of(Monitor<?> monitor, List<Event> events) {
        var limits = new ArrayList<String>();
        for (int i = 0; i < events.size(); i++) {
            Optional<Notice> notice = monitor.accept(events.get(i));
            if (notice.isPresent()) {
                switch (notice.get()) {
                    case Notice.Violation(var _, Operation culprit) -> {
                        return new Seen(events.subList(0, i + 1), Optional.of(culprit), limits);
                    }
                    case Notice.Limit(var _, String what) -> limits.add(what);
                }
            }
        }
        return new Seen(events, Optional.empty(), limits);
    }

    /**
     * Complains of what a check of the whole does not bear out. After a limit nothing need be found, and the violation
     * may show later than it could.
     */
    <S> Optional<String> complaint(Model<S> model) {
        Verdict verdict = Linearizable.with(model).check(History.of(events));
        if (culprit.isEmpty()) {
            boolean silent = limits.isEmpty() && ended(events).size() == events.size();
            return silent && !(verdict instanceof Verdict.Valid)
                    ? Optional.of("not found: " + verdict)
                    : Optional.empty();
        }
        if (!(verdict instanceof Verdict.Invalid invalid)) {
            return Optional.of("a false alarm: " + culprit.get());
        }
        Operation other = invalid.counterexamples().getFirst().culprit();
        return limits.isEmpty() && !other.equals(culprit.get())
                ? Optional.of("it is not " + culprit.get() + ", but " + other)
                : Optional.empty();
    }

    /** The same, but whoever never says what became of his call says at once that he does not know. */
    static List<Event> ended(List<Event> events) {
        var silent = new TreeSet<Long>();
        for (Operation operation : History.of(events).operations()) {
            if (operation.completion().isEmpty()) {
                silent.add(operation.invocation().index());
            }
        }
        var ended = new ArrayList<Event>();
        for (Event event : events) {
            switch (event) {
                case Invocation it -> {
                    ended.add(new Invocation(ended.size(), it.time(), it.process(), it.f(), it.value()));
                    if (silent.contains(it.index())) {
                        ended.add(completion(ended.size(), it));
                    }
                }
                case Completion it ->
                    ended.add(new Completion(
                            ended.size(), it.time(), it.process(), it.outcome(), it.f(), it.value(), it.error()));
                case Disturbance _ -> {}
            }
        }
        return ended;
    }

    private static Completion completion(long index, Invocation it) {
        return new Completion(index, it.time(), it.process(), Outcome.INFO, it.f(), it.value(), Optional.empty());
    }
}
