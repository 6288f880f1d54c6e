package io.ordeal.histories.audit;

import io.ordeal.histories.format.Edn;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Elements are added ({@code add}), and at last the set is read ({@code read}): what was added is in the read that
 * ended last, and nothing else is.
 *
 * <p>Jepsen's {@code set}, but that it goes by what failed and by who was first: an element whose every addition failed
 * is unexpected in a read, and so is one that nobody had begun to add; an element that was added only after the final
 * read had begun is not lost. If no element has to be there, nothing is known.
 */
final class SetAudit implements Audit {

    private final Map<Object, Element> elements = new LinkedHashMap<>();
    private @Nullable Span finalRead;
    private Collection<?> found = List.of();

    private static final class Element {
        /** Where the first addition began that may have taken effect. */
        private long begun = Span.NEVER;

        private @Nullable Span added;

        boolean addedBefore(Span read) {
            return added != null && added.ended() < read.begun();
        }
    }

    @Override
    public void begins(Invocation invocation) {
        if (invocation.f().equals("add")) {
            elements.computeIfAbsent(Values.argument(invocation), _ -> new Element());
        }
    }

    @Override
    public void ends(Operation operation) {
        switch (operation.f()) {
            case "add" -> addEnds(operation);
            case "read" -> operation.completion().ifPresent(completion -> readEnds(operation, completion));
            default -> throw new IllegalArgumentException("not of a set: " + operation);
        }
    }

    private void addEnds(Operation operation) {
        Element element = elements.get(Values.argument(operation.invocation()));
        if (element == null || operation.outcome() == Outcome.FAIL) {
            return;
        }
        element.begun = Math.min(element.begun, operation.invocation().index());
        if (operation.outcome() == Outcome.OK) {
            operation.completion().ifPresent(completion -> Values.givesNothing(operation, completion));
            element.added = element.added == null ? Span.of(operation) : element.added;
        }
    }

    private void readEnds(Operation operation, Completion completion) {
        if (completion.outcome() == Outcome.OK) {
            found = Values.elements(completion);
            finalRead = Span.of(operation);
        }
    }

    @Override
    public Finding finding() {
        long acknowledged = elements.values().stream()
                .filter(element -> element.added != null)
                .count();
        if (finalRead == null) {
            var nothing = new SetEvidence(
                    elements.size(), acknowledged, 0, List.of(), List.of(), List.of(), List.of(), Optional.empty());
            return new Finding.Unknown(
                    "nobody read the set, to which " + Words.several(acknowledged, "element") + " had been added",
                    nothing);
        }
        return finding(finalRead, acknowledged);
    }

    private Finding finding(Span read, long acknowledged) {
        var present = new LinkedHashSet<Object>(found);
        var lost = new ArrayList<Object>();
        var late = new ArrayList<Object>();
        var unexpected = new ArrayList<Object>();
        var recovered = new ArrayList<Object>();
        elements.forEach((value, element) -> {
            if (element.added != null && !present.contains(value)) {
                (element.addedBefore(read) ? lost : late).add(value);
            }
        });
        for (Object value : present) {
            Element element = elements.get(value);
            if (element == null || element.begun > read.ended()) {
                unexpected.add(value);
            } else if (element.added == null) {
                recovered.add(value);
            }
        }
        var evidence = new SetEvidence(
                elements.size(),
                acknowledged,
                (long) present.size() - unexpected.size(),
                lost,
                unexpected,
                recovered,
                late,
                Optional.of(read));
        boolean due = elements.values().stream().anyMatch(element -> element.addedBefore(read));
        if (!lost.isEmpty() || !unexpected.isEmpty()) {
            return new Finding.Invalid(Words.sentences(lost(evidence, read), unexpected(evidence, read)), evidence);
        }
        return due
                ? new Finding.Valid(found(evidence, read), evidence)
                : new Finding.Unknown(nothingDue(read), evidence);
    }

    private String lost(SetEvidence evidence, Span read) {
        if (evidence.lost().isEmpty()) {
            return "";
        }
        Object first = evidence.lost().getFirst();
        Element element = elements.get(first);
        return "%s of %s %s lost: %s. Element %s was added by %s, and is not in the final read, of %s"
                .formatted(
                        Words.figure(evidence.lost().size()),
                        Words.several(evidence.acknowledgedCount(), "added element"),
                        Words.are(evidence.lost().size()),
                        Words.someOf(evidence.lost()),
                        Edn.text(first),
                        element == null ? "nobody" : element.added,
                        read);
    }

    private String unexpected(SetEvidence evidence, Span read) {
        if (evidence.unexpected().isEmpty()) {
            return "";
        }
        Object first = evidence.unexpected().getFirst();
        Element element = elements.get(first);
        String why = element == null
                ? "nobody added it"
                : element.begun == Span.NEVER
                        ? "every addition of it failed"
                        : "nobody began to add it before event " + element.begun;
        return "%s unexpected: %s. Element %s is in the final read, of %s, though %s"
                .formatted(
                        Words.severalAre(evidence.unexpected().size(), "element"),
                        Words.someOf(evidence.unexpected()),
                        Edn.text(first),
                        read,
                        why);
    }

    private static String found(SetEvidence evidence, Span read) {
        String recovered = evidence.recovered().isEmpty()
                ? ""
                : ", with " + Words.figure(evidence.recovered().size()) + " whose addition was not answered";
        String late = evidence.late().isEmpty()
                ? ""
                : ", but for " + Words.figure(evidence.late().size()) + " that came too late for it";
        long present = evidence.okCount() - evidence.recovered().size();
        return "%s of %s in the final read, of %s%s%s"
                .formatted(
                        Words.figure(present),
                        Words.several(evidence.acknowledgedCount(), "added element"),
                        read,
                        recovered,
                        late);
    }

    private static String nothingDue(Span read) {
        return "no element was added before the final read, of " + read + ", began: nothing had to be in it";
    }
}
