package io.ordeal.histories.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes of several registers at once.
 *
 * @param expected what its reads saw, but for its own writes
 * @param written what it leaves
 * @param contradicts whether its reads cannot all be true, wherever it comes
 */
record Transaction(
        List<Step> steps,
        Map<@Nullable Object, @Nullable Object> expected,
        Map<@Nullable Object, @Nullable Object> written,
        boolean contradicts)
        implements Transition<Trie> {

    static Transaction of(List<Step> steps) {
        Map<@Nullable Object, @Nullable Object> expected = new LinkedHashMap<>();
        Map<@Nullable Object, @Nullable Object> written = new LinkedHashMap<>();
        boolean contradicts = false;
        for (Step step : steps) {
            Optional<Object> value = Optional.ofNullable(step.value);
            if (step.writes) {
                written.put(step.register, step.value);
            } else if (step.told) {
                var known = written.containsKey(step.register) ? written : expected;
                contradicts |= known.containsKey(step.register)
                        && !value.equals(Optional.ofNullable(known.get(step.register)));
                known.putIfAbsent(step.register, step.value);
            }
        }
        return new Transaction(steps, expected, written, contradicts);
    }

    @Override
    public Nature<Trie> nature() {
        boolean leaves = contradicts || expected.entrySet().containsAll(written.entrySet());
        if (!leaves) {
            return new Nature.Acts<>();
        }
        return contradicts || !expected.isEmpty() ? new Nature.Looks<>() : new Nature.Passes<>();
    }

    @Override
    public Optional<Trie> from(Trie registers) {
        for (var register : expected.entrySet()) {
            if (!Optional.ofNullable(register.getValue())
                    .equals(Optional.ofNullable(registers.get(register.getKey())))) {
                return Optional.empty();
            }
        }
        return contradicts ? Optional.empty() : Optional.of(after(registers));
    }

    private Trie after(Trie registers) {
        Trie after = registers;
        for (var register : written.entrySet()) {
            after = set(after, register.getKey(), register.getValue());
        }
        return after;
    }

    /** Nil is not there, so that it is as at first. */
    private static Trie set(Trie registers, @Nullable Object register, @Nullable Object value) {
        return value == null ? registers.without(register) : registers.with(register, value);
    }

    @Override
    public Object legalIn(Trie state) {
        Trie registers = state;
        var legal = new ArrayList<@Nullable Object>();
        for (Step step : steps) {
            if (step.writes) {
                registers = set(registers, step.register, step.value);
            }
            legal.add(Arrays.asList(step.kind, step.register, registers.get(step.register)));
        }
        return legal;
    }

    /**
     * A read or a write of one register.
     *
     * @param kind how the history calls it
     * @param told whether {@code value} is known
     */
    record Step(
            boolean writes,
            @Nullable Object kind,
            @Nullable Object register,
            @Nullable Object value,
            boolean told) {

        Step untold() {
            return new Step(writes, kind, register, null, false);
        }
    }
}
