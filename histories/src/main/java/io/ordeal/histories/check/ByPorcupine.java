package io.ordeal.histories.check;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.porcupine.Answer;
import io.ordeal.histories.porcupine.Meter;
import io.ordeal.histories.porcupine.Problem;
import io.ordeal.histories.porcupine.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides by Porcupine's search. */
record ByPorcupine<S>(Model<S> model, Limits limits, io.ordeal.histories.frontier.Meter budget) {

    /** About what an operation takes that is an object, with all that belongs to it. */
    private static final long OPERATION_BYTES = 400;

    Verdict verdict(Part<S> part) {
        List<Operation> operations = new Hurried<>(part.operations(), budget);
        Meter meter = meter();
        meter.claims(OPERATION_BYTES * operations.size());
        if (meter.spent().isPresent()) {
            return unknown(part, meter.spent().get(), 0, part.succeeded(), 0);
        }
        Problem<S> problem = Problem.of(model, operations);
        var witness = new ArrayList<Operation>();
        Answer answer = new Search<>(problem, meter, search -> {
                    witness.addAll(search.order());
                    return true;
                })
                .run();
        return switch (answer) {
            case Answer.Satisfied _ -> {
                new Replay<>(model).verify(new Hurried<>(witness, budget), succeeded(operations));
                yield new Verdict.Valid(List.of(new Linearization(part.key(), witness)));
            }
            case Answer.Exhausted(int reached) -> {
                Operation culprit = problem.task(problem.returning(reached)).operation();
                yield new Verdict.Invalid(List.of(explained(part, culprit, operations)), List.of());
            }
            case Answer.GaveUp(String why, int reached, long explored) ->
                unknown(part, why, reached, problem.certain(), explored);
        };
    }

    private Counterexample explained(Part<S> part, Operation culprit, List<Operation> operations) {
        try {
            return new Explanation<>(model, culprit, operations).gather(part.key(), meter());
        } catch (LateException _) {
            return new Counterexample(part.key(), culprit, List.of(), Optional.empty());
        }
    }

    private Meter meter() {
        var meter = new Meter(budget.time(), budget.timeLeft(), limits.bytes(), limits.nanoClock());
        meter.claims(limits.bytes() - budget.left());
        return meter;
    }

    private static Verdict unknown(Part<?> part, String why, int explained, int succeeded, long explored) {
        return new Verdict.Unknown(List.of(new Gap(part.key(), why, explained, succeeded, explored)), List.of());
    }

    private static List<Operation> succeeded(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.outcome() == Outcome.OK)
                .toList();
    }
}
