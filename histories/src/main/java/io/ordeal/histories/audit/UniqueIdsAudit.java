package io.ordeal.histories.audit;

import io.ordeal.histories.audit.UniqueIdsEvidence.Duplicate;
import io.ordeal.histories.audit.UniqueIdsEvidence.Range;
import io.ordeal.histories.format.Edn;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No identifier is given out ({@code generate}) twice.
 *
 * <p>Jepsen's {@code unique-ids}, but that without a single one that was given out nothing is known.
 */
final class UniqueIdsAudit implements Audit {

    private final Map<Object, Span> firsts = new LinkedHashMap<>();
    private final Map<Object, Duplicate> duplicates = new LinkedHashMap<>();
    private @Nullable Range range;
    private long attempted;
    private long acknowledged;

    @Override
    public void begins(Invocation invocation) {
        attempted++;
    }

    @Override
    public void ends(Operation operation) {
        if (operation.outcome() != Outcome.OK) {
            return;
        }
        acknowledged++;
        Object id = Values.result(operation.completion().orElseThrow());
        Span span = Span.of(operation);
        Span first = firsts.putIfAbsent(id, span);
        if (first != null) {
            duplicates.merge(
                    id,
                    new Duplicate(id, 2, first, span),
                    (known, _) -> new Duplicate(id, known.times() + 1, known.first(), known.second()));
        }
        range = range == null ? new Range(id, id) : range.with(id);
    }

    @Override
    public Finding finding() {
        List<Duplicate> duplicated = duplicates.values().stream()
                .sorted(Comparator.comparingLong((Duplicate duplicate) -> -duplicate.times())
                        .thenComparing(Duplicate::id, Values.ORDER))
                .toList();
        var evidence = new UniqueIdsEvidence(attempted, acknowledged, duplicated, Optional.ofNullable(range));
        if (!duplicated.isEmpty()) {
            return new Finding.Invalid(told(evidence), evidence);
        }
        if (range == null) {
            return new Finding.Unknown(
                    "no identifier was given out, of " + Words.figure(attempted) + " asked for", evidence);
        }
        return new Finding.Valid(
                "%s, all different, from %s to %s"
                        .formatted(
                                Words.several(acknowledged, "identifier"),
                                Edn.text(range.lowest()),
                                Edn.text(range.highest())),
                evidence);
    }

    private static String told(UniqueIdsEvidence evidence) {
        Duplicate worst = evidence.duplicated().getFirst();
        return "%s given out more than once, of %s: %s. Identifier %s was given to %s and to %s"
                .formatted(
                        Words.severalAre(evidence.duplicated().size(), "identifier"),
                        Words.figure(evidence.acknowledgedCount()),
                        Words.some(evidence.duplicated().stream()
                                .map(it -> new Amount(it.id(), it.times()).toString())
                                .toList()),
                        Edn.text(worst.id()),
                        worst.first(),
                        worst.second());
    }
}
