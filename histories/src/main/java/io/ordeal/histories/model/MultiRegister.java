package io.ordeal.histories.model;

import io.ordeal.histories.model.Transaction.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many registers, each nil at first, that are read and written together: Knossos' {@code multi-register}. The value of
 * a txn is a list of {@code [f register value]}, done in their order, where f is read, r, write or w; those of a read
 * or a write are all reads or all writes.
 */
public record MultiRegister(NilRead nilRead) implements Model<Trie> {

    private static final int TRIPLE = 3;

    @Override
    public String name() {
        return "multi-register";
    }

    @Override
    public Trie initial() {
        return Trie.EMPTY;
    }

    @Override
    public Object show(Trie registers) {
        Map<@Nullable Object, @Nullable Object> shown = new LinkedHashMap<>();
        registers.keys().forEach(register -> shown.put(register, registers.get(register)));
        return Collections.unmodifiableMap(shown);
    }

    /** Steps of a transaction must come back as they were, but for what was read. */
    @Override
    public Transition<Trie> certain(String f, @Nullable Object argument, @Nullable Object result) {
        if (result == null) {
            return possible(f, argument);
        }
        List<Step> told = steps(f, result);
        if (argument != null && !untold(told).equals(untold(steps(f, argument)))) {
            throw new MisfitException("a " + f + " gives back its own steps, " + argument + ", not " + result);
        }
        return Transaction.of(nilRead == NilRead.INITIAL ? told : withoutNilReads(told));
    }

    @Override
    public Transition<Trie> possible(String f, @Nullable Object argument) {
        return Transaction.of(untold(steps(f, argument)));
    }

    private static List<Step> steps(String f, @Nullable Object value) {
        if (!List.of("txn", "read", "write").contains(f)) {
            throw new MisfitException("a multi-register knows txn, read and write, but no " + f);
        }
        if (!(value instanceof List<?> list)) {
            throw new MisfitException("the value of a " + f + " is a list of [f register value], not " + value);
        }
        var steps = new ArrayList<Step>(list.size());
        for (Object step : list) {
            steps.add(step(f, step));
        }
        return steps;
    }

    private static Step step(String f, @Nullable Object value) {
        if (value instanceof List<?> triple && triple.size() == TRIPLE) {
            Object kind = triple.getFirst();
            boolean writes = switch (String.valueOf(kind)) {
                case ":write", "write", ":w", "w" -> true;
                case ":read", "read", ":r", "r" -> false;
                default -> throw new MisfitException("a step of a " + f + " is a read or a write, not " + value);
            };
            if (!f.equals(writes ? "read" : "write")) {
                return new Step(writes, kind, triple.get(1), triple.getLast(), true);
            }
        }
        throw new MisfitException("a step of a " + f + " is not " + value);
    }

    private static List<Step> untold(List<Step> steps) {
        return steps.stream().map(step -> step.writes() ? step : step.untold()).toList();
    }

    private static List<Step> withoutNilReads(List<Step> steps) {
        return steps.stream()
                .map(step -> step.writes() || step.value() != null ? step : step.untold())
                .toList();
    }

    /**
     * Transactions that change nothing, and those that leave in no register what anybody needs there. Whoever reads a
     * register after such a one, and tells, does so after another had written to it.
     */
    @Override
    public BitSet dispensable(List<Transition<Trie>> certain, List<Transition<Trie>> possible) {
        return new Demand<Transition<Trie>>(
                        it -> things(((Transaction) it).expected()), it -> things(((Transaction) it).written()))
                .spare(certain, possible);
    }

    private static List<?> things(Map<@Nullable Object, @Nullable Object> registers) {
        return List.copyOf(registers.entrySet());
    }
}
