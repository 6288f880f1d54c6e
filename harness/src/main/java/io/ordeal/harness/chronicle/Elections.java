package io.ordeal.harness.chronicle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the nodes tell of their elections, held against the rules of Raft. What a node did shortly before it was killed
 * it may have forgotten, and may do otherwise afterwards: what is said of one node is said of one of its lives.
 */
public final class Elections {

    private final List<String> breaches = new ArrayList<>();
    private final TreeMap<Long, String> leaders = new TreeMap<>();

    private Elections() {}

    /** Every rule that was broken, in one sentence each. */
    public static List<String> breaches(Chronicle chronicle) {
        var elections = new Elections();
        chronicle.all().forEach(elections::leader);
        chronicle.byNode().values().forEach(elections::lives);
        return List.copyOf(new TreeSet<>(elections.breaches));
    }

    /** In how many terms somebody led. */
    public static int terms(Chronicle chronicle) {
        return (int) chronicle
                .all()
                .filter(Chronicle::leads)
                .mapToLong(Told::term)
                .distinct()
                .count();
    }

    /** Election safety: at most one leader in a term (§5.2). */
    private void leader(Told told) {
        String leader = Chronicle.leads(told) ? told.node() : told.is("leader") ? told.word("leader") : "";
        if (leader.isEmpty()) {
            return;
        }
        String known = Objects.requireNonNullElse(leaders.putIfAbsent(told.term(), leader), leader);
        if (!known.equals(leader)) {
            breaches.add("term %d has two leaders, %s"
                    .formatted(told.term(), String.join(" and ", new TreeSet<>(List.of(known, leader)))));
        }
    }

    private void lives(List<Told> told) {
        var life = new Life();
        for (Told next : told) {
            if (next.is("started")) {
                life = new Life();
            }
            life.add(next);
        }
    }

    /** From one start of a node to the next. */
    private final class Life {

        private final TreeMap<Long, String> votes = new TreeMap<>();
        private long term;
        private long committed;

        void add(Told told) {
            if (told.term() < term) {
                breaches.add("%s went back from term %d to %d".formatted(told.node(), term, told.term()));
            }
            term = told.term();
            switch (told.event()) {
                case "vote" -> vote(told);
                case "term-committed" -> committed = Math.max(committed, told.number("commit"));
                case "log-truncated" -> truncated(told);
                default -> {}
            }
        }

        /** One vote in a term (§5.2). */
        private void vote(Told told) {
            String candidate = told.word("candidate");
            String before = votes.put(told.term(), candidate);
            if (before != null && !before.equals(candidate)) {
                breaches.add("%s voted for both %s and %s in term %d"
                        .formatted(told.node(), before, candidate, told.term()));
            }
        }

        /** What is committed stays (§5.4). */
        private void truncated(Told told) {
            if (told.number("kept") < committed) {
                breaches.add("%s cut its log off after %d, where it knew %d to be committed"
                        .formatted(told.node(), told.number("kept"), committed));
            }
        }
    }
}
