package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Openings;
import io.ordeal.histories.op.Operation;
import java.util.Optional;

/** A history on its way past an audit, event by event. Not for several threads. */
public final class Auditing {

    private final Openings<Invocation> openings = new Openings<>();
    private final Audit audit;
    private boolean over;

    public Auditing(Audit audit) {
        this.audit = audit;
    }

    /**
     * Takes the next event.
     *
     * @throws io.ordeal.histories.op.MalformedHistoryException where it cannot follow those before it, or, by key, has
     *     no key
     * @throws io.ordeal.histories.model.MisfitException where its value is none that such an operation has
     */
    public void accept(Event event) {
        if (over) {
            throw new IllegalStateException("event " + event.index() + " comes after the end");
        }
        switch (event) {
            case Invocation invocation -> {
                openings.open(invocation, invocation);
                audit.begins(invocation);
            }
            case Completion completion ->
                audit.ends(new Operation(openings.close(completion), Optional.of(completion)));
            case Disturbance disturbance -> openings.pass(disturbance);
        }
    }

    /** What the events come to. There are no more: what is open now never ends. */
    public Finding finding() {
        if (!over) {
            over = true;
            for (Invocation invocation : openings.unended()) {
                audit.ends(new Operation(invocation, Optional.empty()));
            }
        }
        return audit.finding();
    }
}
