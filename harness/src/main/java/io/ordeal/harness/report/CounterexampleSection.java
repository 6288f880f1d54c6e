package io.ordeal.harness.report;

import static io.ordeal.harness.report.Html.text;
import static java.util.stream.Collectors.joining;

import io.ordeal.harness.judge.Linearizability;
import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Stretch;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.Locale;

/** What a report says of what cannot be explained: in words, as a picture, and by the operations that suffice to see it. */
final class CounterexampleSection {

    private CounterexampleSection() {}

    /** The first is told at once, the others on demand. */
    static String html(List<Counterexample> examples, History history) {
        if (examples.isEmpty()) {
            return "";
        }
        String others = examples.stream()
                .skip(1)
                .map(example -> "<details><summary>%s</summary>%s</details>\n"
                        .formatted(text(Linearizability.sentence(example)), told(example, history)))
                .collect(joining());
        Counterexample first = examples.getFirst();
        return """
                <h2>What cannot be explained</h2>
                <p class="culprit INVALID">%s</p>
                %s%s""".formatted(text(Linearizability.sentence(first)), told(first, history), others);
    }

    private static String told(Counterexample example, History history) {
        String stretch = example.stretch().map(CounterexampleSection::stretch).orElse("");
        String core = example.stretch().map(CounterexampleSection::core).orElse("");
        return """
                <p class="note">%s%s Each bar is an operation, from its invocation to its completion, in the order of \
                events; those that go on to the right were never answered, so they may have taken effect at any time \
                after they began%s.</p>
                <div class="card scroll end">%s</div>%s
                """.formatted(
                        stretch,
                        explanation(example),
                        stretch.isEmpty() ? "" : "; pale ones do not contribute",
                        CounterexampleDrawing.svg(example, history),
                        core);
    }

    private static String stretch(Stretch stretch) {
        String sentence = Linearizability.sentence(stretch);
        return text(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1)) + ". ";
    }

    private static String core(Stretch stretch) {
        return CounterexampleDrawing.core(stretch).stream()
                .map(operation -> "<li>%s</li>\n".formatted(text(Linearizability.told(operation))))
                .collect(joining("", "<ul class=\"core mono\">\n", "</ul>"));
    }

    /** The end of the longest explanation, which shows what the register should have held. */
    private static String explanation(Counterexample example) {
        if (example.attempts().isEmpty()) {
            return "";
        }
        var longest = example.attempts().getFirst();
        List<Operation> order = longest.order();
        String last = order.subList(Math.max(0, order.size() - 4), order.size()).stream()
                .map(op -> "process " + op.process() + " " + op.f() + " "
                        + (op.f().equals("read") ? op.result() : op.argument()))
                .collect(joining(", then "));
        return text("The longest explanation places %,d operations and ends with %s; that leaves %s."
                .formatted(order.size(), last.isEmpty() ? "nothing" : last, longest.state()));
    }
}
