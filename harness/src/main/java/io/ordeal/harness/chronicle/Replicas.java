package io.ordeal.harness.chronicle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the nodes tell of what they have applied, held against each other: after the same entries, in all their lives, they
 * are in the same state (state machine safety, §5.4.3), and an entry has one term (log matching, §5.3).
 */
public final class Replicas {

    private Replicas() {}

    /** Every disagreement, in one sentence each. */
    public static List<String> breaches(Chronicle chronicle) {
        var first = new TreeMap<Long, Told>();
        var breaches = new ArrayList<String>();
        chronicle.all().filter(told -> told.is("applied")).forEach(told -> {
            long index = told.number("index");
            Told known = first.getOrDefault(index, told);
            first.put(index, known);
            if (known.number("entryTerm") != told.number("entryTerm")) {
                breaches.add("entry %d is of term %d on %s, and of term %d on %s"
                        .formatted(
                                index, known.number("entryTerm"), known.node(), told.number("entryTerm"), told.node()));
            } else if (!known.word("digest").equals(told.word("digest"))) {
                breaches.add(
                        "after entry %d %s and %s are in different states".formatted(index, known.node(), told.node()));
            }
        });
        return breaches.stream().distinct().toList();
    }

    /** After how many entries two nodes or more have told their states. */
    public static long compared(Chronicle chronicle) {
        var nodes = new TreeMap<Long, String>();
        return chronicle
                .all()
                .filter(told -> told.is("applied"))
                .filter(told -> {
                    String before = nodes.putIfAbsent(told.number("index"), told.node());
                    return before != null && !before.equals(told.node());
                })
                .map(told -> told.number("index"))
                .distinct()
                .count();
    }
}
