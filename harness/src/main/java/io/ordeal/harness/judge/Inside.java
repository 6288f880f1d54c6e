package io.ordeal.harness.judge;

import io.ordeal.harness.chronicle.Chronicle;
import io.ordeal.harness.chronicle.Elections;
import io.ordeal.harness.chronicle.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was seen inside the cluster, where somebody could look inside.
 *
 * @param breaches of what must hold there
 * @param chronicle what the nodes tell
 */
public record Inside(List<String> breaches, Chronicle chronicle) {

    /** Nobody looked. */
    public static final Inside UNSEEN = new Inside(List.of(), Chronicle.NONE);

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        breaches.forEach(breach -> findings.add(new Finding("invariants", Verdict.INVALID, breach)));
        List<String> elections = Elections.breaches(chronicle);
        elections.forEach(breach -> findings.add(new Finding("elections", Verdict.INVALID, breach)));
        if (elections.isEmpty() && !chronicle.isSilent()) {
            findings.add(new Finding("elections", Verdict.VALID, elected()));
        }
        findings.addAll(replicas());
        return findings;
    }

    private List<Finding> replicas() {
        List<String> breaches = Replicas.breaches(chronicle);
        long compared = Replicas.compared(chronicle);
        if (breaches.isEmpty()) {
            String equal =
                    String.format(Locale.ROOT, "states of nodes compared after %,d entries: all equal", compared);
            return compared == 0 ? List.of() : List.of(new Finding("replicas", Verdict.VALID, equal));
        }
        return breaches.stream()
                .map(breach -> new Finding("replicas", Verdict.INVALID, breach))
                .toList();
    }

    private String elected() {
        String silent = String.join(", ", chronicle.silent());
        return String.format(Locale.ROOT, "terms with a leader: %d, with two: none", Elections.terms(chronicle))
                + (silent.isEmpty() ? "" : "; nothing is known of " + silent)
                + (chronicle.unreadable() == 0 ? "" : "; lines that make no sense: " + chronicle.unreadable());
    }
}
