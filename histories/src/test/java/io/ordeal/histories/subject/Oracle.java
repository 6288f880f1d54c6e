package io.ordeal.histories.subject;

import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.Subject.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides small histories by trying every order: Wing and Gong's recursion. It comes to no set of calls twice in the
 * same state; there is nothing else clever in it, and nothing shared with checkers or models.
 */
public final class Oracle<S> {

    private static final long NEVER = Long.MAX_VALUE;

    private final Subject<S> subject;
    private final int size;
    private final Request[] requests;
    private final @Nullable Object[] results;
    private final long[] begins;
    private final long[] ends;
    /** The states in which each set of calls, as bits, left the object. */
    private final @Nullable List<S>[] seen;

    /** The return at which every attempt fails, at last. */
    private long reached = -1;

    private Oracle(Subject<S> subject, List<Operation> operations) {
        this.subject = subject;
        this.size = operations.size();
        this.requests = new Request[size];
        this.results = new Object[size];
        this.begins = new long[size];
        this.ends = new long[size];
        this.seen = lists(1 << size);
        for (int i = 0; i < size; i++) {
            Operation operation = operations.get(i);
            requests[i] = new Request(operation.f(), operation.argument());
            results[i] = operation.result();
            begins[i] = operation.invocation().index();
            ends[i] = operation.outcome() == Outcome.OK
                    ? operation.completion().orElseThrow().index()
                    : NEVER;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <S> @Nullable List<S>[] lists(int length) {
        return new List[length];
    }

    /** The index of the first return up to which {@code history} cannot be explained; empty where all of it can. */
    public static <S> OptionalLong culprit(Subject<S> subject, History history) {
        var operations = new ArrayList<Operation>();
        for (Operation operation : history.operations()) {
            if (operation.outcome() != Outcome.FAIL) {
                operations.add(operation);
            }
        }
        var oracle = new Oracle<>(subject.seen(history), operations);
        return oracle.explains(0, subject.fresh()) ? OptionalLong.empty() : OptionalLong.of(oracle.reached);
    }

    private boolean explains(int done, S state) {
        long firstReturn = NEVER;
        for (int i = 0; i < size; i++) {
            if ((done & 1 << i) == 0) {
                firstReturn = Math.min(firstReturn, ends[i]);
            }
        }
        if (firstReturn == NEVER) {
            return true;
        }
        reached = Math.max(reached, firstReturn);
        for (int i = 0; i < size; i++) {
            if ((done & 1 << i) == 0 && begins[i] < firstReturn) {
                for (S after : after(state, i)) {
                    if (isNew(done | 1 << i, after) && explains(done | 1 << i, after)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<S> after(S state, int call) {
        return ends[call] == NEVER
                ? subject.after(state, requests[call])
                : subject.after(state, requests[call], results[call]);
    }

    private boolean isNew(int done, S state) {
        List<S> states = seen[done];
        if (states == null) {
            states = new ArrayList<>(2);
            seen[done] = states;
        } else if (states.contains(state)) {
            return false;
        }
        states.add(state);
        return true;
    }
}
