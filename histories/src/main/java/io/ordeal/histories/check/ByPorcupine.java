package io.ordeal.histories.check;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.porcupine.Answer;
import io.ordeal.histories.porcupine.Meter;
import io.ordeal.histories.porcupine.Problem;
import io.ordeal.histories.porcupine.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decides by Porcupine's search. */
record ByPorcupine<S>(Model<S> model, Limits limits) {

    Verdict verdict(Part<S> part, Duration time, long bytes) {
        List<Operation> operations = part.operations();
        Problem<S> problem = Problem.of(model, operations);
        var witness = new ArrayList<Operation>();
        Answer answer = new Search<>(problem, new Meter(time, bytes, limits.nanoClock()), search -> {
                    witness.addAll(search.order());
                    return true;
                })
                .run();
        return switch (answer) {
            case Answer.Satisfied _ -> {
                new Replay<>(model).verify(witness, succeeded(operations));
                yield new Verdict.Valid(List.of(new Linearization(part.key(), witness)));
            }
            case Answer.Exhausted(int reached) -> {
                Operation culprit = problem.task(problem.returning(reached)).operation();
                var meter = new Meter(time, bytes, limits.nanoClock());
                yield new Verdict.Invalid(
                        List.of(new Explanation<>(model, culprit, operations).gather(part.key(), meter)), List.of());
            }
            case Answer.GaveUp(String why, int reached, long explored) ->
                new Verdict.Unknown(List.of(new Gap(part.key(), why, reached, problem.certain(), explored)), List.of());
        };
    }

    private static List<Operation> succeeded(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.outcome() == Outcome.OK)
                .toList();
    }
}
