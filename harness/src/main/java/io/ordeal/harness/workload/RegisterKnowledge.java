package io.ordeal.harness.workload;

import io.ordeal.harness.client.Keyed;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history tells about registers {@code r0}, {@code r1} …: which value nobody has written yet, and which was
 * there not long ago.
 *
 * @param unwritten by register, a value above all that anybody has tried to write
 * @param recent by register, the last value that was read or written with success; null for none
 */
record RegisterKnowledge(List<Long> unwritten, List<@Nullable Long> recent) {

    RegisterKnowledge {
        unwritten = List.copyOf(unwritten);
        recent = Collections.unmodifiableList(new ArrayList<>(recent));
    }

    static RegisterKnowledge none(int registers) {
        return new RegisterKnowledge(
                Collections.nCopies(registers, 1L), Collections.<@Nullable Long>nCopies(registers, null));
    }

    int registers() {
        return unwritten.size();
    }

    RegisterKnowledge after(Event event) {
        return switch (event) {
            case Invocation(var _, var _, var _, String f, Object value) -> began(f, Keyed.of(value));
            case Completion(var _, var _, var _, Outcome outcome, String f, Object value, var _)
            when outcome == Outcome.OK -> succeeded(f, Keyed.of(value));
            case Completion _, Disturbance _ -> this;
        };
    }

    private RegisterKnowledge began(String f, Keyed keyed) {
        if (!(resulting(f, keyed.value()) instanceof Long written)) {
            return this;
        }
        var changed = new ArrayList<>(unwritten);
        int register = indexOf(keyed.key());
        changed.set(register, Math.max(changed.get(register), written + 1));
        return new RegisterKnowledge(changed, recent);
    }

    private RegisterKnowledge succeeded(String f, Keyed keyed) {
        var changed = new ArrayList<@Nullable Long>(recent);
        changed.set(indexOf(keyed.key()), resulting(f, keyed.value()) instanceof Long there ? there : null);
        return new RegisterKnowledge(unwritten, changed);
    }

    /** What the register holds once the operation has succeeded. */
    private static @Nullable Object resulting(String f, @Nullable Object value) {
        return f.equals("cas") && value instanceof List<?> oldAndNew ? oldAndNew.getLast() : value;
    }

    private static int indexOf(String key) {
        return Integer.parseInt(key.substring(1));
    }
}
