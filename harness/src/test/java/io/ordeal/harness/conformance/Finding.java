package io.ordeal.harness.conformance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A sequence whose last exchange has shown a difference that nobody wants.
 *
 * @param exchanges all of the sequence that took place
 */
record Finding(Sequence sequence, List<Exchange> exchanges, List<Difference> differences) {

    Finding {
        exchanges = List.copyOf(exchanges);
        differences = List.copyOf(differences);
    }

    /** What it is about, so that two findings of the same can be told. */
    String kind() {
        return differences.getFirst().where();
    }

    /** @param reference name of the one server; {@code subject} of the other */
    String story(String reference, String subject) {
        int width = Math.max(reference.length(), subject.length());
        String told = exchanges.stream()
                .map(exchange -> "  %s%n    %s  %s%n    %s  %s%n"
                        .formatted(
                                exchange.request(),
                                padded(reference, width),
                                exchange.reference(),
                                padded(subject, width),
                                exchange.subject()))
                .collect(Collectors.joining());
        String what = differences.stream()
                .map(difference -> "  ! " + difference + System.lineSeparator())
                .collect(Collectors.joining());
        return sequence.family() + System.lineSeparator() + told + what;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
