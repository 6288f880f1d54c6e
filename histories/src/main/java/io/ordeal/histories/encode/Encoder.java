package io.ordeal.histories.encode;

import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Footprint;
import io.ordeal.histories.op.Operation;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the operations of one object, as they come, and turns them into numbers. Left out in the end are those
 * that failed, and of those of unknown outcome, whatever helps no explanation.
 */
public final class Encoder<S> {

    /** About how much more memory each operation needs once all are taken down. */
    public static final long BYTES_PER_OPERATION = 7L * Integer.BYTES;

    private static final int OPEN = -1;
    private static final int FAILED = -2;

    private final Automaton<S> automaton;
    private final Model<S> model;
    private final Values values;
    private final Notes notes;
    private final Recent recent = new Recent();
    private Numbers kinds = new Numbers();
    /** Whether each operation certainly took effect. */
    private final BitSet certain = new BitSet();
    /** Twice the number of an operation for its invocation, and one more for its completion. */
    private Numbers events = new Numbers();
    /** About what is in states and transitions that are not small. */
    private long large;

    public Encoder(Model<S> model) {
        this(model, new Values());
    }

    private Encoder(Model<S> model, Values values) {
        this.model = model;
        this.automaton = new Automaton<>(model);
        this.values = values;
        this.notes = new Notes(values);
    }

    /** One for another object, which shares its values with this one. */
    public Encoder<S> sibling() {
        return new Encoder<>(model, values);
    }

    /**
     * An operation begins.
     *
     * @return its number among those that began
     */
    public int invoke(Invocation invocation) {
        int operation = notes.begin(invocation);
        kinds.add(OPEN);
        events.add(operation << 1);
        return operation;
    }

    /**
     * An operation ends. One that never does is of unknown outcome.
     *
     * @throws MisfitException where the model does not know the operation
     */
    public void complete(int operation, Completion completion) {
        notes.end(operation, completion);
        switch (completion.outcome()) {
            case OK -> {
                certain.set(operation);
                kinds.set(operation, kind(operation));
                events.add(operation << 1 | 1);
            }
            case FAIL -> kinds.set(operation, FAILED);
            case INFO -> kinds.set(operation, kind(operation));
        }
    }

    private int kind(int operation) {
        int deed = notes.deed(operation);
        int argument = notes.argument(operation);
        int result = notes.result(operation);
        int known = recent.kind(deed, argument, result);
        if (known != Recent.UNKNOWN) {
            return known;
        }
        int before = automaton.kinds();
        int kind = automaton.kind(
                transition(operation, values.value(argument), values.value(result), certain.get(operation)));
        if (kind == before) {
            large += Footprint.large(values.value(argument)) + Footprint.large(values.value(result));
        }
        recent.remember(deed, argument, result, kind);
        return kind;
    }

    private Transition<S> transition(
            int operation, @Nullable Object argument, @Nullable Object result, boolean isCertain) {
        String f = notes.f(operation);
        try {
            return isCertain ? model.certain(f, argument, result) : model.possible(f, argument);
        } catch (MisfitException misfit) {
            throw new MisfitException("event " + notes.index(operation) + ": " + misfit.getMessage(), misfit);
        }
    }

    /** How many operations began. */
    public int size() {
        return notes.size();
    }

    /** How many states there are so far. */
    public int states() {
        return automaton.states();
    }

    /** Every operation, in the order of invocation, put together when somebody looks. */
    public List<Operation> operations() {
        return notes.operations();
    }

    /** About how much memory it takes, without the values. */
    public long bytes() {
        return notes.bytes()
                + recent.bytes()
                + kinds.bytes()
                + events.bytes()
                + certain.size() / Byte.SIZE
                + automaton.bytes()
                + large;
    }

    /** About how much memory the values take, its own and those of all who share them. */
    public long sharedBytes() {
        return values.bytes();
    }

    /** The same as {@link #encoding(Runnable)}, in peace. */
    public Encoding<S> encoding() {
        return encoding(() -> {});
    }

    /**
     * All that was taken down. To be called at the end, and once only, unless {@code now} threw something.
     *
     * @param now called time and again; what it throws ends this
     * @throws MisfitException where the model does not know an operation
     */
    public Encoding<S> encoding(Runnable now) {
        var breath = new Breath(now);
        for (int operation = 0; operation < kinds.size(); operation++) {
            breath.step();
            if (kinds.get(operation) == OPEN) {
                kinds.set(operation, kind(operation));
            }
        }
        BitSet dispensable = dispensable(breath);
        int kept = 0;
        int returns = 0;
        for (int operation = 0; operation < kinds.size(); operation++) {
            breath.step();
            kept += isIn(operation, dispensable) ? 1 : 0;
            returns += certain.get(operation) ? 1 : 0;
        }
        return encoding(dispensable, new Columns(kept, kept + returns), breath);
    }

    private boolean isIn(int operation, BitSet dispensable) {
        int kind = kinds.get(operation);
        return certain.get(operation) || (kind != FAILED && !dispensable.get(kind));
    }

    private Encoding<S> encoding(BitSet dispensable, Columns columns, Breath breath) {
        int[] numbers = new int[kinds.size()];
        var origin = new Numbers();
        for (int i = 0; i < events.size(); i++) {
            breath.step();
            int operation = events.get(i) >> 1;
            if ((events.get(i) & 1) != 0) {
                columns.complete(numbers[operation]);
            } else if (isIn(operation, dispensable)) {
                numbers[operation] = columns.invoke(kinds.get(operation));
                origin.add(operation);
            }
        }
        kinds = new Numbers();
        events = new Numbers();
        IntFunction<Operation> operations = notes::operation;
        return new Encoding<>(
                automaton,
                columns,
                origin.size() == notes.size() ? operations : number -> notes.operation(origin.get(number)));
    }

    /** Kinds of operations of unknown outcome that help nobody. */
    private BitSet dispensable(Breath breath) {
        var sure = new BitSet();
        var unsure = new BitSet();
        for (int operation = 0; operation < kinds.size(); operation++) {
            breath.step();
            if (kinds.get(operation) != FAILED) {
                (certain.get(operation) ? sure : unsure).set(kinds.get(operation));
            }
        }
        if (unsure.isEmpty()) {
            return unsure;
        }
        int[] possible = unsure.stream().toArray();
        BitSet useless =
                model.dispensable(new Transitions(sure.stream().toArray(), breath), new Transitions(possible, breath));
        var dispensable = new BitSet();
        for (int i = 0; i < possible.length; i++) {
            dispensable.set(possible[i], useless.get(i) || !automaton.changes(possible[i]));
        }
        return dispensable;
    }

    /** Those of some kinds. */
    private final class Transitions extends AbstractList<Transition<S>> {

        private final int[] some;
        private final Breath breath;

        Transitions(int[] some, Breath breath) {
            this.some = some;
            this.breath = breath;
        }

        @Override
        public Transition<S> get(int index) {
            breath.step();
            return automaton.transition(some[index]);
        }

        @Override
        public int size() {
            return some.length;
        }
    }
}
