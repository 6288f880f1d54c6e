package io.ordeal.histories.porcupine;

import io.ordeal.histories.op.Operation;
import io.ordeal.histories.porcupine.Problem.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Depth first for a linearization: place any operation that was invoked before the first return still to be passed, if
 * the model lets it, and go on; where none is left, take the last one back. No configuration is visited twice.
 *
 * <p>Wing and Gong, "Testing and verifying concurrent objects", JPDC 17, 1993; remembering configurations is from Lowe,
 * "Testing for linearizability", CCPE 29(4), 2017; the linked list with lifting, and remembering exact sets, as in the
 * checker Porcupine. As in Knossos, operations of unknown outcome come last, and the search is over when only such are
 * left.
 */
public final class Search<S> {

    private final Problem<S> problem;
    private final Meter meter;
    private final Audience<S> audience;
    private final Agenda agenda;
    private final Placed placed;
    private final Set<Configuration> visited = new HashSet<>();
    private final int[] rankOfReturn;

    private final int[] path;
    private final List<S> statesBefore = new ArrayList<>();
    private int depth;
    private S state;
    /**
     * The index of the first return that is not passed: no possible operation invoked later can be placed yet. Set when
     * the certain ones are through, and the same for all sets that differ in possible ones only, so that it still holds
     * when one of those is taken back.
     */
    private long horizon;

    private int reached;

    /** Hears of each explanation. */
    @FunctionalInterface
    public interface Audience<S> {
        /** @return whether that is enough; {@code search} stands at the explanation only until then */
        boolean hear(Search<S> search);
    }

    public Search(Problem<S> problem, Meter meter, Audience<S> audience) {
        this.problem = problem;
        this.meter = meter;
        this.audience = audience;
        this.agenda = new Agenda(problem);
        this.placed = new Placed(problem.certain(), problem.size());
        this.rankOfReturn = new int[problem.certain()];
        for (int rank = 0; rank < rankOfReturn.length; rank++) {
            rankOfReturn[problem.returning(rank)] = rank;
        }
        this.path = new int[problem.size()];
        this.state = problem.model().initial();
    }

    /** Tells the audience of every set of operations that explains the problem, each with every state it can lead to. */
    public Answer run() {
        int entry = agenda.firstCertain();
        while (meter.allowsStep()) {
            if (agenda.isCall(entry)) {
                entry = consider(entry);
            } else if (entry == agenda.endOfPossible()) {
                if (depth == 0) {
                    return new Answer.Exhausted(reached);
                }
                entry = takeBack();
            } else {
                if (entry == agenda.endOfCertain() && audience.hear(this)) {
                    return new Answer.Satisfied();
                }
                blockedBy(entry);
                entry = agenda.firstPossible();
            }
        }
        return new Answer.GaveUp(meter.spent().orElseThrow(), reached, meter.configurations());
    }

    /** How many operations are placed. */
    public int length() {
        return depth;
    }

    /** The operations placed, in the order in which they may have taken effect. */
    public List<Operation> order() {
        return problem.operations(Arrays.copyOf(path, depth));
    }

    /** Where that leads. */
    public S state() {
        return state;
    }

    /** No certain operation is left that could come before {@code entry}, a return or the end of them. */
    private void blockedBy(int entry) {
        if (entry == agenda.endOfCertain()) {
            reached = problem.certain();
            horizon = Long.MAX_VALUE;
        } else {
            int returning = agenda.returning(entry);
            reached = Math.max(reached, rankOfReturn[returning]);
            horizon = problem.task(returning).returnedAt();
        }
    }

    /** Places {@code operation} if it can be; where to go on. */
    private int consider(int operation) {
        Task<S> task = problem.task(operation);
        boolean possible = operation >= problem.certain();
        if (possible && task.invokedAt() > horizon) {
            return agenda.endOfPossible();
        }
        Optional<S> after = task.transition().from(state);
        if (after.isEmpty() || !place(operation, after.get())) {
            return agenda.after(operation);
        }
        return agenda.firstCertain();
    }

    private boolean place(int operation, S after) {
        placed.add(operation);
        Configuration configuration = placed.with(after);
        if (!visited.add(configuration)) {
            placed.remove(operation);
            return false;
        }
        meter.keeps(configuration);
        agenda.lift(operation);
        path[depth] = operation;
        statesBefore.add(state);
        depth++;
        state = after;
        return true;
    }

    /** Takes the last operation back; what to try next in its stead. */
    private int takeBack() {
        depth--;
        int operation = path[depth];
        agenda.unlift(operation);
        placed.remove(operation);
        state = statesBefore.removeLast();
        return agenda.after(operation);
    }
}
