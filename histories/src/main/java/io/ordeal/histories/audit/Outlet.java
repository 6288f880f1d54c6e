package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.Collection;
import java.util.List;

/** What comes out of a queue: one element of a {@code dequeue}, any number of a {@code drain}. */
final class Outlet {

    private Outlet() {}

    /** Whether {@code f} takes something out. */
    static boolean is(String f) {
        return f.equals("dequeue") || f.equals("drain");
    }

    /** What {@code operation} is known to have taken out: nothing, unless it succeeded. */
    static Collection<?> of(Operation operation) {
        if (operation.outcome() != Outcome.OK) {
            return List.of();
        }
        Completion completion = operation.completion().orElseThrow();
        return operation.f().equals("drain") ? Values.elements(completion) : List.of(Values.result(completion));
    }
}
