package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Elements are added ({@code add}), and reads ({@code read}) give all that are there: an element that is known to be
 * there comes to be in every read, and stays. It is known once an addition succeeded or a read has it, whichever ended
 * first.
 *
 * <p>Jepsen's {@code set-full}, and its outcomes, element by element. Unlike there,
 *
 * <ul>
 *   <li>an element that is in a read before any addition began that may have taken effect is unexpected, and invalid;
 *       there, nobody looks at it, or what failed counts as of unknown outcome;
 *   <li>one that is more than once in a read is seen to be duplicated, as is meant there;
 *   <li>what is stale goes by the order of events, not by whole milliseconds, so that histories without times will do;
 *   <li>one that is added once more does not begin a new life;
 *   <li>a read costs as much as it has elements, not as much as were added.
 * </ul>
 */
final class SetFullAudit implements Audit {

    private final boolean linearizable;
    private final Map<Object, Life> lives = new LinkedHashMap<>();
    private final Reads reads = new Reads();

    /** @param linearizable whether an element has to be in every read that begins after it is known */
    SetFullAudit(boolean linearizable) {
        this.linearizable = linearizable;
    }

    @Override
    public void begins(Invocation invocation) {
        if (invocation.f().equals("add")) {
            life(Values.argument(invocation)).attempt(reads.count());
        }
    }

    @Override
    public void ends(Operation operation) {
        switch (operation.f()) {
            case "add" -> addEnds(operation);
            case "read" -> operation.completion().ifPresent(completion -> readEnds(operation, completion));
            default -> throw new IllegalArgumentException("not of a set: " + operation);
        }
    }

    private void addEnds(Operation operation) {
        if (operation.outcome() == Outcome.FAIL) {
            return;
        }
        Life life = life(Values.argument(operation.invocation()));
        life.mayBe(operation.invocation().index());
        if (operation.outcome() == Outcome.OK) {
            Completion completion = operation.completion().orElseThrow();
            Values.givesNothing(operation, completion);
            life.added(Moment.of(completion));
        }
    }

    private void readEnds(Operation operation, Completion completion) {
        if (completion.outcome() != Outcome.OK) {
            return;
        }
        Moment begun = Moment.of(operation.invocation());
        Moment ended = Moment.of(completion);
        for (Object element : Values.elements(completion)) {
            life(element).seen(begun, ended, reads);
        }
        reads.add(begun);
    }

    private Life life(Object element) {
        return lives.computeIfAbsent(element, _ -> new Life());
    }

    @Override
    public Finding finding() {
        var fates = new Fates();
        lives.forEach((element, life) -> {
            life.missing(reads);
            fates.add(element, life);
        });
        return fates.finding(linearizable, reads.count());
    }
}
