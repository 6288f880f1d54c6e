package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A counter begins with 0; {@code add} adds to it, and {@code read} reads it. What was added before a read began is in
 * it; what was under way, or was never answered, may be; what failed, or began after it ended, is not. So its value is
 * between two bounds. (Which sums between them are possible, is not looked at: that would take all subsets.)
 *
 * <p>Jepsen's {@code counter}, but that additions may be negative, and that without any that succeeded, or any read,
 * nothing is known. Memory grows with the additions that are under way and the reads that depend on how they end.
 */
final class CounterAudit implements Audit {

    private final Sum begun = new Sum();
    private final Sum acknowledged = new Sum();
    /** Additions under way, by the index of their invocation. */
    private final Map<Long, OpenAddition> open = new LinkedHashMap<>();

    private final Sum underWay = new Sum();
    /** What had been acknowledged when a read began, by the index of its invocation. */
    private final Map<Long, Sum> reading = new LinkedHashMap<>();

    private final List<CounterEvidence.BadRead> bad = new ArrayList<>();
    private long reads;
    private long badReads;

    private record OpenAddition(BigInteger amount, List<BoundedRead> undecided) {}

    @Override
    public void begins(Invocation invocation) {
        if (invocation.f().equals("add")) {
            BigInteger amount = Values.integer(invocation);
            begun.add(amount);
            underWay.add(amount);
            open.put(invocation.index(), new OpenAddition(amount, new ArrayList<>()));
        } else {
            reading.put(invocation.index(), acknowledged.copy());
        }
    }

    @Override
    public void ends(Operation operation) {
        switch (operation.f()) {
            case "add" -> addEnds(operation);
            case "read" -> readEnds(operation);
            default -> throw new IllegalArgumentException("not of a counter: " + operation);
        }
    }

    private void addEnds(Operation operation) {
        OpenAddition addition = open.remove(operation.invocation().index());
        if (addition == null) {
            throw new IllegalStateException("ends, but never began: " + operation);
        }
        underWay.remove(addition.amount());
        boolean failed = operation.outcome() == Outcome.FAIL;
        if (failed) {
            begun.remove(addition.amount());
        } else if (operation.outcome() == Outcome.OK) {
            operation.completion().ifPresent(completion -> Values.givesNothing(operation, completion));
            acknowledged.add(addition.amount());
        }
        for (BoundedRead read : addition.undecided()) {
            if (failed) {
                read.without(addition.amount());
            }
            if (read.decided()) {
                judge(read);
            }
        }
    }

    private void readEnds(Operation operation) {
        Sum before = reading.remove(operation.invocation().index());
        if (operation.outcome() != Outcome.OK || before == null) {
            return;
        }
        Completion completion = operation.completion().orElseThrow();
        var read = new BoundedRead(Span.of(operation), Values.integer(completion), before, begun.copy());
        reads++;
        if (!read.dependsOn(underWay)) {
            return;
        }
        if (open.isEmpty()) {
            judge(read);
        } else {
            read.awaits(open.size());
            open.values().forEach(addition -> addition.undecided().add(read));
        }
    }

    private void judge(BoundedRead read) {
        if (!read.isWithinBounds()) {
            badReads++;
            bad.add(read.bad());
        }
        if (bad.size() > 2 * CounterEvidence.MOST) {
            forgetTheLast();
        }
    }

    /** Reads are judged once all that they depend on has ended, which is not always in their own order. */
    private void forgetTheLast() {
        bad.sort(Comparator.comparingLong(read -> read.span().ended()));
        bad.subList(Math.min(CounterEvidence.MOST, bad.size()), bad.size()).clear();
    }

    @Override
    public Finding finding() {
        forgetTheLast();
        var evidence = new CounterEvidence(
                begun.count(), acknowledged.count(), reads, badReads, List.copyOf(bad), acknowledged.total());
        if (badReads > 0) {
            return new Finding.Invalid(
                    "%s of %s %s out of bounds. %s"
                            .formatted(
                                    Words.figure(badReads),
                                    Words.several(reads, "read"),
                                    Words.are(badReads),
                                    capitalized(bad)),
                    evidence);
        }
        if (reads == 0) {
            return new Finding.Unknown("nobody read the counter", evidence);
        }
        if (acknowledged.count() == 0) {
            return new Finding.Unknown(
                    "no addition succeeded, so that %s had nothing to show".formatted(Words.several(reads, "read")),
                    evidence);
        }
        return new Finding.Valid(
                "%s within the bounds of %s that succeeded and %s that may have"
                        .formatted(
                                Words.severalAre(reads, "read"),
                                Words.several(acknowledged.count(), "addition"),
                                Words.figure(begun.count() - acknowledged.count())),
                evidence);
    }

    private static String capitalized(List<CounterEvidence.BadRead> bad) {
        String first = bad.getFirst().toString();
        return Character.toUpperCase(first.charAt(0)) + first.substring(1);
    }
}
