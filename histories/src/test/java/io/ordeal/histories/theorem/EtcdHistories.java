package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.model.EtcdKey;
import io.ordeal.histories.model.EtcdKey.Version;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Transition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Histories of a key of etcd, made of those of a register: whatever certainly happened tells its index as well. */
final class EtcdHistories {

    private final Encoding<Optional<Object>> register;
    private final SplittableRandom random;
    private final Automaton<Version> automaton = new Automaton<>(new EtcdKey(NilRead.INITIAL));
    private final int[] kinds;

    private EtcdHistories(Encoding<Optional<Object>> register, long seed) {
        this.register = register;
        this.random = new SplittableRandom(seed);
        this.kinds = new int[register.columns().size()];
    }

    static Encoding<Version> of(RegisterHistories plan) {
        var histories = new EtcdHistories(plan.encoding(), plan.seed());
        histories.tell();
        return histories.encoding();
    }

    /** Indices as they would be, had the register taken the course that explains it. */
    private void tell() {
        Columns columns = register.columns();
        for (int operation = 0; operation < kinds.length; operation++) {
            if (!columns.isCertain(operation)) {
                kinds[operation] = automaton.kind(possible(operation));
            }
        }
        var valid = (Ruling.Valid) new Zones().rule(register, Patience.endless());
        long index = 10;
        for (int operation : valid.order()) {
            int kind = columns.kind(operation);
            boolean changes = register.automaton().shape(kind).changes();
            index += changes ? 1 + random.nextInt(3) : 0;
            if (columns.isCertain(operation)) {
                kinds[operation] = automaton.kind(certain(operation, index));
            }
        }
    }

    private Transition<Version> possible(int operation) {
        var original = register.origin().apply(operation);
        return automaton.model().possible(original.f(), original.argument());
    }

    private Transition<Version> certain(int operation, long index) {
        var original = register.origin().apply(operation);
        Object argument = original.argument();
        Object value = argument instanceof List<?> pair ? pair.getLast() : original.result();
        return automaton.model().certain(original.f(), argument, node(value, index));
    }

    private static @Nullable Object node(@Nullable Object value, long index) {
        if (value == null) {
            return null;
        }
        Map<String, Object> node = new HashMap<>();
        node.put("value", Objects.requireNonNull(value));
        node.put("modifiedIndex", index);
        return node;
    }

    private Encoding<Version> encoding() {
        Columns columns = register.columns();
        var copy = new Columns(columns.size());
        for (int position = 0; position < columns.positions(); position++) {
            int operation = columns.operationAt(position);
            if (columns.isReturn(position)) {
                copy.complete(operation);
            } else {
                copy.invoke(kinds[operation]);
            }
        }
        return new Encoding<>(automaton, copy, register.origin());
    }
}
