package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Illegal;
import io.ordeal.histories.theorem.Contradiction.Misplaced;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import java.util.Optional;

/**
 * Histories whose operations tell a {@linkplain io.ordeal.histories.model.Transition#rank rank}, such as the index that
 * a store gave to a change. Of all orders only one is tried. O(n log n), and linear where ranks hardly differ from the
 * order of invocation.
 *
 * <p><b>Ranked operations</b> that are certain go in the order of their ranks, and those of one rank as they were
 * invoked. That agrees with their times unless one of them returned before another was invoked that has a smaller rank.
 * In any order that agrees with times and ranks, operations of one rank can be exchanged for these, one after the other,
 * since by contract it does not matter in which order they go.
 *
 * <p><b>Uncertain operations</b> are left out until a ranked one is illegal. Then one is put just ahead of it that was
 * invoked before anything that follows returned, and that makes it legal. The latest such is tried first, and none that
 * was tried is reconsidered.
 *
 * <p><b>Other certain operations</b> must be such as change nothing; else this abstains. Between which of the operations
 * in the order one of them may stand, its times tell: see {@link Gaps}.
 *
 * <p>An order found in this way is legal and agrees with all times, whatever ranks are worth. Where there is none, the
 * history is not linearizable if the model is bound to the ranks, and if nothing uncertain was invoked before what failed
 * returned: then the order of the ranked operations is forced up to there, and so is the state after each of them.
 */
public final class TotalOrder implements Theorem {

    @Override
    public String name() {
        return "total order";
    }

    @Override
    public long bytes(Encoding<?> encoding) {
        return Ranking.BYTES_PER_KIND * encoding.automaton().kinds()
                + (Ranking.BYTES_PER_OPERATION + Course.BYTES_PER_OPERATION + Gaps.BYTES_PER_OPERATION)
                        * encoding.columns().size();
    }

    @Override
    public Ruling rule(Encoding<?> encoding, Patience patience) {
        return ruleOf(encoding, patience);
    }

    private static <S> Ruling ruleOf(Encoding<S> encoding, Patience patience) {
        Optional<Ranking> sorted = Ranking.of(encoding, patience);
        if (sorted.isEmpty()) {
            return new Abstains("not all changes have a rank");
        }
        Ranking ranking = sorted.get();
        Optional<Belated> belated = ranking.belated();
        if (belated.isPresent()) {
            return failure(encoding, true, belated.get());
        }
        var course = new Course<>(encoding, ranking, patience);
        Optional<Illegal> illegal = course.run();
        if (illegal.isPresent()) {
            int end = encoding.columns().returned(illegal.get().operation());
            return failure(encoding, course.isForced(end), illegal.get());
        }
        var gaps = new Gaps<>(encoding.columns(), course, patience);
        Optional<Misplaced> misplaced = gaps.fill(ranking.others());
        if (misplaced.isPresent()) {
            int end = encoding.columns().returned(misplaced.get().operation());
            return failure(encoding, course.isForced(end), misplaced.get());
        }
        return new Valid(gaps.order());
    }

    private static Ruling failure(Encoding<?> encoding, boolean forced, Contradiction contradiction) {
        return forced && encoding.automaton().model().isOrderedByRank()
                ? new Invalid(contradiction)
                : new Abstains("the order of ranks explains nothing, but others may");
    }
}
