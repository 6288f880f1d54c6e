package io.ordeal.histories.check;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.History;
import java.util.List;
import java.util.Optional;

/**
 * Checks that operations took effect one at a time, each between its invocation and its completion, as the model has
 * it. One that failed never did; one of unknown outcome did so at any time after its invocation, or never.
 *
 * <p>Herlihy and Wing, "Linearizability", TOPLAS 12(3), 1990. A verdict is exact: it is never wrong, only sometimes
 * {@link Verdict.Unknown}.
 */
public record Linearizable<S>(Model<S> model, Limits limits) {

    /** Within the {@linkplain Limits#standard() standard limits}. */
    public static <S> Linearizable<S> with(Model<S> model) {
        return new Linearizable<>(model, Limits.standard());
    }

    public Linearizable<S> within(Limits other) {
        return new Linearizable<>(model, other);
    }

    /**
     * Checks the history of one object.
     *
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict check(History history) {
        return new Verdict.Unknown(
                List.of(new Gap(
                        Optional.empty(),
                        "not built yet",
                        0,
                        history.operations().size(),
                        0)),
                List.of());
    }

    /**
     * Checks a history of many objects, whose values are {@code [key value]}, each by itself.
     *
     * @throws io.ordeal.histories.op.MalformedHistoryException where a value is not {@code [key value]}
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict checkEach(History history) {
        return new Verdict.Unknown(
                List.of(new Gap(
                        Optional.empty(),
                        "not built yet",
                        0,
                        history.operations().size(),
                        0)),
                List.of());
    }
}
