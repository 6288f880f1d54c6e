package io.ordeal.histories.audit;

import io.ordeal.histories.format.Edn;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a queue ({@code enqueue}) comes out again ({@code dequeue}, {@code drain}), and nothing else does. That
 * is promised only where the queue is drained in the end. It may come out more than once, as from a queue that delivers
 * at least once; when, and in which order, is not looked at.
 *
 * <p>Jepsen's {@code total-queue}, but that what a failed enqueue would have put in cannot come out; that what went in
 * after the last dequeue had begun is not lost; that a dequeue that crashed may have taken an element with it, and a
 * drain that crashed, which Jepsen refuses, any number, so that it is unknown whether so many are lost; and that where
 * nothing had to come out, nothing is known.
 */
final class TotalQueueAudit implements Audit {

    private final Map<Object, Tally> tallies = new LinkedHashMap<>();
    /** What went in since the last dequeue began. */
    private final List<Object> sinceLastDequeue = new ArrayList<>();

    private boolean everDequeued;
    private long crashedDequeues;
    private long crashedDrains;

    /** Of one element. */
    private static final class Tally {
        private boolean tried;
        private long attempts;
        private long enqueues;
        private long dequeues;
        private @Nullable Span enqueue;
        private @Nullable Span dequeue;
    }

    @Override
    public void begins(Invocation invocation) {
        if (Outlet.is(invocation.f())) {
            everDequeued = true;
            sinceLastDequeue.clear();
        } else {
            tally(Values.argument(invocation)).tried = true;
        }
    }

    @Override
    public void ends(Operation operation) {
        if (Outlet.is(operation.f())) {
            outletEnds(operation);
        } else if (operation.outcome() != Outcome.FAIL) {
            enqueueEnds(operation);
        }
    }

    private void outletEnds(Operation operation) {
        if (operation.outcome() == Outcome.INFO) {
            crashedDequeues += operation.f().equals("dequeue") ? 1 : 0;
            crashedDrains += operation.f().equals("drain") ? 1 : 0;
        }
        for (Object element : Outlet.of(operation)) {
            Tally tally = tally(element);
            tally.dequeues++;
            tally.dequeue = Span.of(operation);
        }
    }

    private void enqueueEnds(Operation operation) {
        Object element = Values.argument(operation.invocation());
        Tally tally = tally(element);
        tally.attempts++;
        if (operation.outcome() == Outcome.OK) {
            operation.completion().ifPresent(completion -> Values.givesNothing(operation, completion));
            tally.enqueues++;
            tally.enqueue = Span.of(operation);
            sinceLastDequeue.add(element);
        }
    }

    private Tally tally(Object element) {
        return tallies.computeIfAbsent(element, _ -> new Tally());
    }

    @Override
    public Finding finding() {
        TotalQueueEvidence evidence = evidence();
        boolean lost = !evidence.lost().isEmpty() && !evidence.mayHaveBeenTaken();
        if (lost || !evidence.unexpected().isEmpty()) {
            return new Finding.Invalid(
                    Words.sentences(lost(evidence), unexpected(evidence), duplicated(evidence)), evidence);
        }
        if (evidence.acknowledgedCount() == 0) {
            return new Finding.Unknown("no enqueue succeeded: nothing had to come out", evidence);
        }
        if (!everDequeued || evidence.acknowledgedCount() == Amount.total(evidence.late())) {
            return new Finding.Unknown(
                    "nobody looked into the queue once something was in it: %s went in, and no dequeue began later"
                            .formatted(Words.several(evidence.acknowledgedCount(), "element")),
                    evidence);
        }
        if (!evidence.lost().isEmpty()) {
            return new Finding.Unknown(Words.sentences(lost(evidence), duplicated(evidence)), evidence);
        }
        String late = evidence.late().isEmpty()
                ? ""
                : Words.several(Amount.total(evidence.late()), "element") + " went in after the last dequeue had begun";
        return new Finding.Valid(
                Words.sentences(
                        "%s came out, of %s that went in and %s that may have"
                                .formatted(
                                        Words.several(evidence.okCount(), "element"),
                                        Words.figure(evidence.acknowledgedCount()),
                                        Words.figure(evidence.attemptCount() - evidence.acknowledgedCount())),
                        late,
                        duplicated(evidence)),
                evidence);
    }

    private TotalQueueEvidence evidence() {
        var lateTimes = new LinkedHashMap<Object, Long>();
        sinceLastDequeue.forEach(element -> lateTimes.merge(element, 1L, Long::sum));
        var lost = new ArrayList<Amount>();
        var late = new ArrayList<Amount>();
        var unexpected = new ArrayList<Amount>();
        var duplicated = new ArrayList<Amount>();
        var recovered = new ArrayList<Amount>();
        long ok = 0;
        for (Map.Entry<Object, Tally> entry : tallies.entrySet()) {
            Object element = entry.getKey();
            Tally tally = entry.getValue();
            long missing = Math.max(0, tally.enqueues - tally.dequeues);
            long excused = Math.min(missing, lateTimes.getOrDefault(element, 0L));
            note(lost, element, missing - excused);
            note(late, element, excused);
            long legal = Math.min(tally.dequeues, tally.attempts);
            note(tally.attempts == 0 ? unexpected : duplicated, element, tally.dequeues - legal);
            note(recovered, element, legal - tally.enqueues);
            ok += legal;
        }
        return new TotalQueueEvidence(
                tallies.values().stream().mapToLong(tally -> tally.attempts).sum(),
                tallies.values().stream().mapToLong(tally -> tally.enqueues).sum(),
                ok,
                lost,
                unexpected,
                duplicated,
                recovered,
                late,
                crashedDequeues,
                crashedDrains);
    }

    private static void note(List<Amount> amounts, Object element, long times) {
        if (times > 0) {
            amounts.add(new Amount(element, times));
        }
    }

    private String lost(TotalQueueEvidence evidence) {
        if (evidence.lost().isEmpty()) {
            return "";
        }
        Object first = evidence.lost().getFirst().value();
        return "%s lost: %s. Element %s was enqueued by %s, and never came out%s"
                .formatted(
                        Words.severalAre(Amount.total(evidence.lost()), "element"),
                        some(evidence.lost()),
                        Edn.text(first),
                        tally(first).enqueue,
                        excuse(evidence));
    }

    private static String excuse(TotalQueueEvidence evidence) {
        if (evidence.crashedDrains() > 0) {
            return ", unless it went to one of " + Words.several(evidence.crashedDrains(), "drain") + " that crashed";
        }
        if (evidence.crashedDequeues() == 0) {
            return "";
        }
        String dequeues = Words.several(evidence.crashedDequeues(), "dequeue") + " that crashed";
        return evidence.mayHaveBeenTaken()
                ? ", unless it went to one of " + dequeues
                : "; " + dequeues + " cannot have taken so many";
    }

    private String unexpected(TotalQueueEvidence evidence) {
        if (evidence.unexpected().isEmpty()) {
            return "";
        }
        Object first = evidence.unexpected().getFirst().value();
        return "%s unexpected: %s. Element %s came out to %s, though %s"
                .formatted(
                        Words.severalAre(Amount.total(evidence.unexpected()), "element"),
                        some(evidence.unexpected()),
                        Edn.text(first),
                        tally(first).dequeue,
                        tally(first).tried ? "every enqueue of it failed" : "nobody ever enqueued it");
    }

    /** Not wrong, but worth knowing. */
    private static String duplicated(TotalQueueEvidence evidence) {
        return evidence.duplicated().isEmpty()
                ? ""
                : "%s came out too often, which a queue may do that delivers at least once: %s"
                        .formatted(
                                Words.several(Amount.total(evidence.duplicated()), "element"),
                                some(evidence.duplicated()));
    }

    private static String some(List<Amount> amounts) {
        return Words.some(amounts.stream().map(Amount::toString).toList());
    }
}
