package io.ordeal.histories.audit;

import io.ordeal.histories.audit.QueueEvidence.Stray;
import io.ordeal.histories.audit.QueueEvidence.Why;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What comes out of a queue ({@code dequeue}, {@code drain}) went in before ({@code enqueue}), as often as it comes
 * out. In which order is not looked at.
 *
 * <p>Jepsen's {@code queue} with the model of an unordered queue, but that what a failed enqueue would have put in
 * cannot come out, however late it fails; that drains count; and that without anything that came out nothing is known.
 */
final class QueueAudit implements Audit {

    private final Map<Object, Stock> stocks = new LinkedHashMap<>();
    private final List<Found> strays = new ArrayList<>();
    private long enqueues;
    private long dequeues;
    private long strayCount;

    private record Found(Object value, Span dequeue) {}

    @Override
    public void begins(Invocation invocation) {
        if (invocation.f().equals("enqueue")) {
            stock(Values.argument(invocation)).begins(invocation.index());
        }
    }

    @Override
    public void ends(Operation operation) {
        if (Outlet.is(operation.f())) {
            Span span = Span.of(operation);
            for (Object element : Outlet.of(operation)) {
                dequeues++;
                if (!stock(element).take(span)) {
                    stray(element, span);
                }
            }
            return;
        }
        Object element = Values.argument(operation.invocation());
        long begun = operation.invocation().index();
        if (operation.outcome() == Outcome.FAIL) {
            stock(element).fails(begun).ifPresent(dequeue -> stray(element, dequeue));
            return;
        }
        if (operation.outcome() == Outcome.OK) {
            operation.completion().ifPresent(completion -> Values.givesNothing(operation, completion));
        }
        enqueues++;
        stock(element).mayBe(begun);
    }

    private Stock stock(Object element) {
        return stocks.computeIfAbsent(element, _ -> new Stock());
    }

    private void stray(Object element, Span dequeue) {
        strayCount++;
        if (strays.size() < QueueEvidence.MOST) {
            strays.add(new Found(element, dequeue));
        }
    }

    @Override
    public Finding finding() {
        List<Stray> told = strays.stream()
                .map(found -> new Stray(found.value(), found.dequeue(), why(stock(found.value()))))
                .toList();
        var evidence = new QueueEvidence(enqueues, dequeues, strayCount, told);
        if (strayCount > 0) {
            return new Finding.Invalid(
                    "%s came out of nowhere. %s".formatted(Words.several(strayCount, "element"), told.getFirst()),
                    evidence);
        }
        if (dequeues == 0) {
            return new Finding.Unknown(
                    "nothing came out of the queue, into which %s may have gone"
                            .formatted(Words.several(enqueues, "element")),
                    evidence);
        }
        return new Finding.Valid(
                "%s came out, of %s that may have gone in"
                        .formatted(Words.several(dequeues, "element"), Words.figure(enqueues)),
                evidence);
    }

    private static Why why(Stock stock) {
        if (!stock.tried()) {
            return Why.NEVER_ENQUEUED;
        }
        return stock.effective() ? Why.TOO_OFTEN : Why.FAILED;
    }
}
