package io.ordeal.histories.audit;

import static java.util.stream.Collectors.joining;

import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.TreeMap;

/** Keeps from an audit what is not its concern, and says so. */
final class OfKinds implements Audit {

    private final List<String> kinds;
    private final Audit audit;
    private final TreeMap<String, Long> others = new TreeMap<>();

    /** @param kinds what {@code audit} looks at */
    OfKinds(Audit audit, String... kinds) {
        this.kinds = List.of(kinds);
        this.audit = audit;
    }

    @Override
    public void begins(Invocation invocation) {
        if (kinds.contains(invocation.f())) {
            audit.begins(invocation);
        } else {
            others.merge(invocation.f(), 1L, Long::sum);
        }
    }

    @Override
    public void ends(Operation operation) {
        if (kinds.contains(operation.f())) {
            audit.ends(operation);
        }
    }

    @Override
    public Finding finding() {
        Finding finding = audit.finding();
        if (others.isEmpty()) {
            return finding;
        }
        String passedBy = others.entrySet().stream()
                .map(other -> Words.figure(other.getValue()) + " " + other.getKey())
                .collect(joining(", "));
        return finding.withWords(finding.words() + ". Not looked at: " + passedBy);
    }
}
