package io.ordeal.histories.audit;

import io.ordeal.histories.audit.Life.Fate;
import io.ordeal.histories.audit.SetFullEvidence.Stale;
import io.ordeal.histories.format.Edn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What became of the elements of a set, taken together. */
final class Fates {

    /** How many of the elements that were missing for longest are told. */
    private static final int WORST = 8;

    private static final double NANOS_PER_MS = 1e6;

    private final Map<Fate, NavigableMap<Object, Life>> byFate = new EnumMap<>(Fate.class);
    private final TreeMap<Object, Life> duplicated = new TreeMap<>(Values.ORDER);
    private long attempts;

    Fates() {
        for (Fate fate : Fate.values()) {
            byFate.put(fate, new TreeMap<>(Values.ORDER));
        }
    }

    void add(Object element, Life life) {
        attempts += life.attempted() ? 1 : 0;
        of(life.fate()).put(element, life);
        if (life.mostTimes() > 1) {
            duplicated.put(element, life);
        }
    }

    private NavigableMap<Object, Life> of(Fate fate) {
        return byFate.getOrDefault(fate, new TreeMap<>());
    }

    Finding finding(boolean linearizable, long reads) {
        SetFullEvidence evidence = evidence();
        boolean tooStale = linearizable && !evidence.stale().isEmpty();
        if (tooStale
                || !evidence.lost().isEmpty()
                || !evidence.unexpected().isEmpty()
                || !evidence.duplicated().isEmpty()) {
            return new Finding.Invalid(
                    Words.sentences(lost(), unexpected(), duplicated(), tooStale ? stale() : ""), evidence);
        }
        if (evidence.stableCount() == 0) {
            String elements = Words.several(attempts, "element");
            return new Finding.Unknown(
                    reads == 0
                            ? "nobody read the set, to which " + elements + " may have been added"
                            : "no read tells what became of " + elements,
                    evidence);
        }
        return new Finding.Valid(
                Words.sentences(
                        "%s of %s stable, %s never read"
                                .formatted(
                                        Words.figure(evidence.stableCount()),
                                        Words.severalAre(attempts, "element"),
                                        Words.figure(evidence.neverRead().size())),
                        stale()),
                evidence);
    }

    private SetFullEvidence evidence() {
        return new SetFullEvidence(
                attempts,
                (long) of(Fate.STABLE).size() + of(Fate.STALE).size(),
                elements(Fate.STALE),
                elements(Fate.LOST),
                elements(Fate.NEVER_READ),
                elements(Fate.UNEXPECTED),
                amounts(),
                worst(),
                Latency.ofNanos(LongStream.concat(
                                of(Fate.STABLE).values().stream()
                                        .flatMap(life -> life.known().stream())
                                        .flatMapToLong(known -> known.until(known).stream()),
                                of(Fate.STALE).values().stream().flatMapToLong(life -> staleNanos(life).stream()))
                        .toArray()),
                Latency.ofNanos(of(Fate.LOST).values().stream()
                        .flatMapToLong(life -> lostNanos(life).stream())
                        .toArray()));
    }

    private List<Object> elements(Fate fate) {
        return List.copyOf(of(fate).keySet());
    }

    private List<Amount> amounts() {
        var amounts = new ArrayList<Amount>();
        duplicated.forEach((element, life) -> amounts.add(new Amount(element, life.mostTimes())));
        return List.copyOf(amounts);
    }

    private static OptionalLong staleNanos(Life life) {
        return life.known().orElseThrow().until(life.absent().orElseThrow());
    }

    private static OptionalLong lostNanos(Life life) {
        Moment known = life.known().orElseThrow();
        return known.until(life.present().orElse(known));
    }

    private List<Stale> worst() {
        return of(Fate.STALE).entrySet().stream()
                .sorted(Comparator.comparingLong(
                        entry -> -staleNanos(entry.getValue()).orElse(0)))
                .limit(WORST)
                .map(entry -> stale(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Stale stale(Object element, Life life) {
        OptionalLong nanos = staleNanos(life);
        return new Stale(
                element,
                life.known().orElseThrow(),
                life.absent().orElseThrow(),
                nanos.isPresent() ? OptionalDouble.of(nanos.getAsLong() / NANOS_PER_MS) : OptionalDouble.empty());
    }

    private String lost() {
        if (of(Fate.LOST).isEmpty()) {
            return "";
        }
        Map.Entry<Object, Life> first = of(Fate.LOST).firstEntry();
        return "%s lost: %s. Element %s was known by event %d, and is not in process %d's read that began at event %d,"
                        .formatted(
                                Words.severalAre(of(Fate.LOST).size(), "element"),
                                Words.someOf(elements(Fate.LOST)),
                                Edn.text(first.getKey()),
                                first.getValue().known().orElseThrow().index(),
                                first.getValue().absent().orElseThrow().process(),
                                first.getValue().absent().orElseThrow().index())
                + " nor in any later one";
    }

    private String stale() {
        if (of(Fate.STALE).isEmpty()) {
            return "";
        }
        Stale worst = worst().getFirst();
        String later = worst.latencyMs().isPresent()
                ? ", " + Words.millis(worst.latencyMs().getAsDouble()) + " later"
                : "";
        return "%s stale: %s. Element %s was known by event %d, and is not in process %d's read that began at event %d%s"
                .formatted(
                        Words.severalAre(of(Fate.STALE).size(), "element"),
                        Words.someOf(elements(Fate.STALE)),
                        Edn.text(worst.element()),
                        worst.known().index(),
                        worst.missing().process(),
                        worst.missing().index(),
                        later);
    }

    private String unexpected() {
        if (of(Fate.UNEXPECTED).isEmpty()) {
            return "";
        }
        Map.Entry<Object, Life> first = of(Fate.UNEXPECTED).firstEntry();
        Moment seen = first.getValue().firstSeen().orElseThrow();
        String why = !first.getValue().attempted()
                ? "nobody added it"
                : first.getValue().mayBe()
                        ? "no addition had begun that may have taken effect"
                        : "every addition of it failed";
        return "%s unexpected: %s. Element %s is in process %d's read that ended at event %d, though %s"
                .formatted(
                        Words.severalAre(of(Fate.UNEXPECTED).size(), "element"),
                        Words.someOf(elements(Fate.UNEXPECTED)),
                        Edn.text(first.getKey()),
                        seen.process(),
                        seen.index(),
                        why);
    }

    private String duplicated() {
        if (duplicated.isEmpty()) {
            return "";
        }
        Map.Entry<Object, Life> first = duplicated.firstEntry();
        Moment seen = first.getValue().mostSeen().orElseThrow();
        return "%s duplicated: %s. Element %s is %s in process %d's read that ended at event %d"
                .formatted(
                        Words.severalAre(duplicated.size(), "element"),
                        Words.some(amounts().stream().map(Amount::toString).toList()),
                        Edn.text(first.getKey()),
                        Words.several(first.getValue().mostTimes(), "time"),
                        seen.process(),
                        seen.index());
    }
}
