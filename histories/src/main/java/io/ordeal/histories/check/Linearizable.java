package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that operations took effect one at a time, each between its invocation and its completion, as the model has
 * it. One that failed never did; one of unknown outcome did so at any time after its invocation, or never.
 *
 * <p>Herlihy and Wing, "Linearizability", TOPLAS 12(3), 1990. A verdict is exact: it is never wrong, only sometimes
 * {@link Verdict.Unknown}.
 */
public record Linearizable<S>(Model<S> model, Limits limits, Algorithm algorithm) {

    /** Within the {@linkplain Limits#standard() standard limits}. */
    public static <S> Linearizable<S> with(Model<S> model) {
        return new Linearizable<>(model, Limits.standard(), Algorithm.FRONTIER);
    }

    public Linearizable<S> within(Limits other) {
        return new Linearizable<>(model, other, algorithm);
    }

    public Linearizable<S> by(Algorithm other) {
        return new Linearizable<>(model, limits, other);
    }

    /** Begins with the history of one object, which is yet to come. */
    public Checking<S> begin() {
        return new Checking<>(this, false);
    }

    /** Begins with a history of many objects, whose values are {@code [key value]}, each to be checked by itself. */
    public Checking<S> beginEach() {
        return new Checking<>(this, true);
    }

    /**
     * Checks the history of one object.
     *
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict check(History history) {
        return check(history, begin());
    }

    /**
     * Checks a history of many objects, whose values are {@code [key value]}, each by itself.
     *
     * @throws io.ordeal.histories.op.MalformedHistoryException where a value is not {@code [key value]}
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict checkEach(History history) {
        return check(history, beginEach());
    }

    private static Verdict check(History history, Checking<?> checking) {
        history.events().forEach(checking::accept);
        return checking.verdict();
    }

    /**
     * Checks the history of one object that is in numbers already. Only what the search needs counts as memory.
     *
     * @param encoding of a history and this model
     */
    public Decision decide(Encoding<S> encoding) {
        return new Jury<>(this).one(Candidate.of(Optional.empty(), encoding), limits.bytes());
    }

    /**
     * Checks the histories of many objects that are in numbers already, each by itself. The key of each is its place in
     * the list, counted from 0.
     *
     * @param encodings of histories and this model; none of them twice
     */
    public Decision decideEach(List<Encoding<S>> encodings) {
        var candidates = new ArrayList<Candidate<S>>();
        for (Encoding<S> encoding : encodings) {
            candidates.add(Candidate.of(Optional.of((long) candidates.size()), encoding));
        }
        return new Jury<>(this).all(candidates, limits.bytes());
    }
}
