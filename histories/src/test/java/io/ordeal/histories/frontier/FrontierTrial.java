package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Small;
import io.ordeal.histories.theorem.Small.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The frontier against all orders of small histories: all combinations of prunings in turn, each account of crashes, and
 * everything that is said of a violation. Gives what they disagree on, if they do.
 */
final class FrontierTrial implements Supplier<Optional<String>> {

    private static final long SEED = Long.getLong("ordeal.seed", 1);
    private static final int COMBINATIONS = 1 << 6;
    private static final int COMBINATIONS_EACH = 4;

    private final long histories;
    private long refuted;

    FrontierTrial(long histories) {
        this.histories = histories;
    }

    /** As many as show a mutant. */
    FrontierTrial() {
        this(300_000);
    }

    /** How many had no explanation. */
    long refuted() {
        return refuted;
    }

    @Override
    public Optional<String> get() {
        for (long i = 0; i < histories; i++) {
            long seed = SEED * 1_000_000_007L + i;
            Small history = FewValues.draw(new SplittableRandom(seed));
            Optional<String> complaint;
            try {
                complaint = complaint(history, (int) (i % COMBINATIONS));
            } catch (RuntimeException | SpentException broken) {
                complaint = Optional.of(broken.toString());
            }
            if (complaint.isPresent()) {
                return Optional.of("seed " + seed + ": " + complaint.get() + "\n" + history);
            }
        }
        return Optional.empty();
    }

    private static Meter meter() {
        return Meter.start(Duration.ofDays(1), Long.MAX_VALUE, () -> 0);
    }

    private static Prunings prunings(int bits) {
        return new Prunings(
                (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0);
    }

    private Optional<String> complaint(Small history, int first) throws SpentException {
        boolean explained = history.isExplained();
        refuted += explained ? 0 : 1;
        Encoding<?> encoding = history.encoding();
        for (int i = 0; i < COMBINATIONS_EACH; i++) {
            Prunings prunings = prunings((first + i * (COMBINATIONS / COMBINATIONS_EACH + 1)) % COMBINATIONS);
            Optional<String> complaint = exact(history, encoding, prunings, explained);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        for (Approach approach : List.of(
                Approach.narrow(1, true, Prunings.ALL),
                Approach.narrow(3, false, Prunings.ALL),
                Approach.narrow(1000, false, Prunings.ALL.withoutLookAhead()),
                Approach.counting(2, Prunings.ALL),
                Approach.counting(1, Prunings.NONE),
                Approach.generous(Prunings.ALL))) {
            Optional<String> complaint = oneSided(history, encoding, approach, explained);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return decided(history, encoding, explained);
    }

    private static Optional<String> exact(Small history, Encoding<?> encoding, Prunings prunings, boolean explained)
            throws SpentException {
        var sweep = Sweep.over(encoding, Approach.exact(prunings), meter());
        if (sweep.run() != explained || !sweep.frontier().isExact()) {
            return Optional.of(prunings + ": explained is not " + !explained);
        }
        if (!explained) {
            return prunings.lookAhead() ? Optional.empty() : notFirst(history, encoding, sweep.position());
        }
        return history.complaint(sweep.witness()).map(wrong -> prunings + ": " + wrong);
    }

    private static Optional<String> oneSided(Small history, Encoding<?> encoding, Approach approach, boolean explained)
            throws SpentException {
        var sweep = Sweep.over(encoding, approach, meter());
        boolean survived = sweep.run();
        return switch (approach.crashes()) {
            case UNLIMITED -> explained && !survived ? Optional.of(approach + ": refuted") : Optional.empty();
            case WEIGHED, COUNTED -> {
                if (survived != explained && (survived || sweep.frontier().isExact())) {
                    yield Optional.of(approach + ": survived is " + survived);
                }
                yield survived
                        ? history.complaint(sweep.witness()).map(wrong -> approach + ": " + wrong)
                        : Optional.empty();
            }
        };
    }

    private static Optional<String> decided(Small history, Encoding<?> encoding, boolean explained) {
        return switch (Decider.decide(encoding, meter())) {
            case Ruling.Explained it -> explained ? history.complaint(it.order()) : Optional.of("no: " + it);
            case Ruling.Undecided it -> Optional.of(it.toString());
            case Ruling.Refuted it -> {
                if (explained) {
                    yield Optional.of("no: " + it);
                }
                Optional<String> complaint = notFirst(history, encoding, it.position());
                if (complaint.isEmpty()
                        && (it.attempts().isEmpty()
                                || it.stretch().isEmpty()
                                || it.core().isEmpty())) {
                    complaint = Optional.of("nothing is told");
                }
                yield complaint
                        .or(() -> wrongAttempt(history, encoding, it))
                        .or(() -> wrongStretch(it.stretch().orElseThrow(), "stretch", _ -> true))
                        .or(() -> wrongStretch(it.core().orElseThrow(), "core", _ -> true))
                        .or(() -> missing(it.stretch().orElseThrow(), it.core().orElseThrow()));
            }
        };
    }

    /** Complains unless {@code position} is that of the first return whose prefix has no explanation. */
    private static Optional<String> notFirst(Small history, Encoding<?> encoding, int position) {
        if (prefix(history, encoding, position).isExplained()) {
            return Optional.of("the prefix up to " + position + " can be explained");
        }
        return prefix(history, encoding, position - 1).isExplained()
                ? Optional.empty()
                : Optional.of("something before " + position + " cannot be explained");
    }

    /** What is seen of it up to and including {@code position}. */
    private static Small prefix(Small history, Encoding<?> encoding, int position) {
        Columns columns = encoding.columns();
        var actions = new ArrayList<Action>();
        for (int i = 0; i < history.size() && columns.invoked(i) <= position; i++) {
            Action action = history.actions().get(i);
            boolean over = columns.returned(i) <= position;
            actions.add(
                    new Action(action.from(), action.to(), action.invoked(), over ? action.returned() : Small.NEVER));
        }
        return new Small(history.states(), actions);
    }

    private static Optional<String> wrongAttempt(Small history, Encoding<?> encoding, Ruling.Refuted refuted) {
        Small before = prefix(history, encoding, refuted.position() - 1);
        return refuted.attempts().stream()
                .flatMap(attempt -> before.complaint(attempt).stream())
                .findFirst()
                .map(wrong -> "an attempt: " + wrong);
    }

    /** Complains if the stretch can be explained from any state, with any of what was pending in effect or not. */
    private static Optional<String> wrongStretch(Excerpt excerpt, String name, IntPredicate owed) {
        Encoding<?> part = excerpt.part();
        Columns columns = part.columns();
        int states = part.automaton().states() + 1;
        var pending = new ArrayList<Integer>();
        for (int position = 0; position < excerpt.lead(); position++) {
            int operation = columns.operationAt(position);
            if (columns.isCertain(operation) && owed.test(excerpt.numbers()[operation])) {
                pending.add(operation);
            }
        }
        boolean begins = excerpt.start() == 0;
        for (int start = 0; start < (begins ? 1 : states); start++) {
            for (int gone = 0; gone < (begins ? 1 : 1 << pending.size()); gone++) {
                if (small(excerpt, states, start, pending, gone, owed).isExplained()) {
                    return Optional.of("the " + name + " can be explained from state " + start + ": " + excerpt);
                }
            }
        }
        return Optional.empty();
    }

    /** Complains if something is in the stretch, and not in the core, that might help to explain the core. */
    private static Optional<String> missing(Excerpt stretch, Excerpt core) {
        Columns columns = core.part().columns();
        Set<Integer> owed = IntStream.range(0, columns.size())
                .filter(columns::isCertain)
                .mapToObj(operation -> core.numbers()[operation])
                .collect(Collectors.toSet());
        return wrongStretch(stretch, "stretch, of which nothing has to be placed but the core,", owed::contains);
    }

    /** As a history that begins with a call that sets {@code start}, without those of {@code pending} that are gone. */
    private static Small small(
            Excerpt excerpt, int states, int start, List<Integer> pending, int gone, IntPredicate owed) {
        Encoding<?> part = excerpt.part();
        Columns columns = part.columns();
        var actions = new ArrayList<Action>();
        actions.add(new Action(Small.NONE, start, 0, 1));
        for (int i = 0; i < columns.size(); i++) {
            int at = pending.indexOf(i);
            if (at < 0 || (gone >> at & 1) == 0) {
                int kind = columns.kind(i);
                actions.add(new Action(
                        part.automaton().from(kind),
                        part.automaton().to(kind),
                        columns.invoked(i) + 2,
                        columns.isCertain(i) && owed.test(excerpt.numbers()[i])
                                ? columns.returned(i) + 2
                                : Small.NEVER));
            }
        }
        return new Small(states, actions);
    }
}
