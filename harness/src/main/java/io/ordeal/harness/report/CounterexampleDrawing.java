package io.ordeal.harness.report;

import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Stretch;
import io.ordeal.histories.model.Independent;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The operations around one that cannot be explained: a row for each process, a column for each event, so that what was
 * concurrent is seen to overlap. Operations that failed are left out, as they never happened. Where a stretch is known
 * that shows the violation by itself, it is that; else, of operations that were never answered, only what may have
 * written a value in question is shown.
 */
final class CounterexampleDrawing {

    private static final int MOST = 14;
    /** Of a longer stretch only the core is drawn. */
    private static final int MOST_OF_STRETCH = 40;

    private static final int COLUMN = 38;
    private static final int ROW = 40;
    private static final int LEFT = 76;
    private static final int BAR = 12;

    private final Operation culprit;
    private final List<Operation> shown;
    /** Where operations begin that are in the picture, but do not contribute. */
    private final Set<Long> aside;

    private final TreeMap<Long, Integer> columns = new TreeMap<>();
    private final TreeMap<Long, Integer> rows = new TreeMap<>();

    private CounterexampleDrawing(Operation culprit, List<Operation> shown, Set<Long> aside) {
        this.culprit = culprit;
        this.shown = shown;
        this.aside = aside;
        var events = new TreeSet<Long>();
        for (Operation operation : shown) {
            events.add(operation.invocation().index());
            ended(operation).ifPresent(completion -> events.add(completion.index()));
            rows.putIfAbsent(operation.process(), 0);
        }
        events.forEach(index -> columns.put(index, columns.size()));
        rows.replaceAll((process, _) -> rows.headMap(process).size());
    }

    static String svg(Counterexample counterexample, History history) {
        return counterexample
                .stretch()
                .map(stretch -> stretch(counterexample.culprit(), stretch))
                .orElseGet(() -> surroundings(counterexample, history));
    }

    private static String stretch(Operation culprit, Stretch stretch) {
        List<Operation> core = core(stretch);
        List<Operation> shown = stretch.operations().size() > MOST_OF_STRETCH ? core : stretch.operations();
        var aside = new TreeSet<Long>();
        shown.forEach(operation -> aside.add(operation.invocation().index()));
        core.forEach(operation -> aside.remove(operation.invocation().index()));
        return new CounterexampleDrawing(culprit, shown, aside).draw();
    }

    /** Those that contribute, in the order of invocation. */
    static List<Operation> core(Stretch stretch) {
        var begins = new TreeSet<Long>();
        stretch.core().forEach(event -> begins.add(event.index()));
        return stretch.operations().stream()
                .filter(operation -> begins.contains(operation.invocation().index()))
                .toList();
    }

    private static String surroundings(Counterexample counterexample, History history) {
        Operation culprit = counterexample.culprit();
        long end = culprit.completion().map(Completion::index).orElse(Long.MAX_VALUE);
        List<Operation> before = operations(counterexample, history).stream()
                .filter(op -> op.outcome() != Outcome.FAIL && op.invocation().index() < end)
                .sorted(Comparator.comparingLong(
                        op -> ended(op).map(Completion::index).orElse(Long.MAX_VALUE)))
                .toList();
        var concerned = new ArrayList<@Nullable Object>(counterexample.legalValues());
        concerned.add(culprit.result());
        var ended = before.stream().filter(op -> ended(op).isPresent()).toList();
        var shown = new ArrayList<>(ended.subList(Math.max(0, ended.size() - MOST), ended.size()));
        before.stream()
                .filter(op -> ended(op).isEmpty() && concerned.contains(written(op)))
                .forEach(shown::add);
        return new CounterexampleDrawing(culprit, shown, Set.of()).draw();
    }

    private static @Nullable Object written(Operation operation) {
        return operation.argument() instanceof List<?> pair ? pair.getLast() : operation.argument();
    }

    private static List<Operation> operations(Counterexample counterexample, History history) {
        return counterexample
                .key()
                .flatMap(key -> Independent.split(history).stream()
                        .filter(part -> part.key().equals(key))
                        .findFirst())
                .map(Independent::history)
                .orElse(history)
                .operations();
    }

    /** The end of an operation, where that is known. */
    private static Optional<Completion> ended(Operation operation) {
        return operation.completion().filter(completion -> completion.outcome() == Outcome.OK);
    }

    private String draw() {
        int width = (columns.size() + 1) * COLUMN;
        int height = rows.size() * ROW + 14;
        var names = new StringBuilder(open(LEFT, height, "pinned"));
        var bars = new StringBuilder(open(width, height, "bars"));
        rows.forEach((process, row) -> {
            names.append("<text class=\"axis\" x=\"20\" y=\"%d\">p %d</text>\n".formatted(middle(row) + 4, process));
            bars.append("<line class=\"row\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n"
                    .formatted(width, middle(row), middle(row)));
        });
        shown.forEach(operation -> bars.append(bar(operation, width)));
        return "<div class=\"drawing\">" + names.append("</svg>\n") + bars.append("</svg>") + "</div>";
    }

    private static String open(int width, int height, String name) {
        return "<svg class=\"%s\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
                .formatted(name, width, height, width, height);
    }

    private static int middle(int row) {
        return row * ROW + 26;
    }

    private String bar(Operation operation, int width) {
        int from = x(operation.invocation().index());
        int until = ended(operation).map(completion -> x(completion.index())).orElse(width);
        int y = middle(rows.getOrDefault(operation.process(), 0));
        boolean guilty = operation.invocation().index() == culprit.invocation().index();
        String kind = guilty ? "culprit" : ended(operation).isPresent() ? "ok" : "info";
        String opacity = ended(operation).isPresent() ? "" : " opacity=\"0.45\"";
        String side = aside.contains(operation.invocation().index()) ? " aside" : "";
        return "<rect class=\"%s%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"%s/><text class=\"%s%s\" x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(
                        kind,
                        side,
                        from,
                        y - BAR / 2,
                        Math.max(6, until - from - 4),
                        BAR,
                        opacity,
                        kind,
                        side,
                        from,
                        y - 10,
                        Html.text(label(operation)));
    }

    private int x(long index) {
        return columns.getOrDefault(index, 0) * COLUMN;
    }

    private static String label(Operation operation) {
        return switch (operation.f()) {
            case "read" -> "r " + operation.result();
            case "write" -> "w " + operation.argument();
            case "cas" ->
                operation.argument() instanceof List<?> pair
                        ? pair.getFirst() + "→" + pair.getLast()
                        : "cas " + operation.argument();
            default -> operation.f() + " " + operation.argument();
        };
    }
}
