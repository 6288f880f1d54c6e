package io.ordeal.histories.audit;

import static java.util.stream.Collectors.joining;

import io.ordeal.histories.audit.KeyedEvidence.OfKey;
import io.ordeal.histories.format.Edn;
import io.ordeal.histories.model.Independent;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An audit of each of many objects, whose values are {@code [key value]}. */
final class ByKey implements Audit {

    /** Of how many keys it is told what is wrong; of the others, only that something is. */
    private static final int TOLD = 3;

    private final Supplier<Audit> audit;
    private final Map<Object, Audit> audits = new LinkedHashMap<>();

    ByKey(Supplier<Audit> audit) {
        this.audit = audit;
    }

    @Override
    public void begins(Invocation invocation) {
        audits.computeIfAbsent(Independent.key(invocation), _ -> audit.get()).begins(Independent.within(invocation));
    }

    @Override
    public void ends(Operation operation) {
        Object key = Independent.key(operation.invocation());
        Optional<Completion> completion = operation.completion().map(it -> Independent.within(key, it));
        Audit own = audits.get(key);
        if (own == null) {
            throw new IllegalStateException("ends, but never began: " + operation);
        }
        own.ends(new Operation(Independent.within(operation.invocation()), completion));
    }

    @Override
    public Finding finding() {
        var findings = new ArrayList<OfKey>();
        audits.forEach((key, own) -> findings.add(new OfKey(key, own.finding())));
        var evidence = new KeyedEvidence(findings);
        List<OfKey> invalid = evidence.invalid();
        List<OfKey> unknown = evidence.unknown();
        if (!invalid.isEmpty()) {
            String besides = unknown.isEmpty() ? "" : "; " + Words.severalAre(unknown.size(), "key") + " unknown";
            return new Finding.Invalid(told(invalid) + besides, evidence);
        }
        if (!unknown.isEmpty()) {
            return new Finding.Unknown(told(unknown), evidence);
        }
        if (findings.isEmpty()) {
            return new Finding.Unknown("nothing was done on any key", evidence);
        }
        String all = findings.size() == 1 ? "" : Words.severalAre(findings.size(), "key") + " valid, such as ";
        return new Finding.Valid(all + told(findings.subList(0, 1)), evidence);
    }

    /** What is found of the first of them, and which others there are. */
    private static String told(List<OfKey> findings) {
        List<OfKey> rest = findings.subList(Math.min(TOLD, findings.size()), findings.size());
        String first = findings.stream()
                .limit(TOLD)
                .map(it -> "key " + Edn.text(it.key()) + ": " + it.finding().words())
                .collect(joining("; "));
        if (rest.isEmpty()) {
            return first;
        }
        return first + "; and " + Words.several(rest.size(), "more key") + ": "
                + Words.some(rest.stream().map(it -> Edn.text(it.key())).toList());
    }
}
