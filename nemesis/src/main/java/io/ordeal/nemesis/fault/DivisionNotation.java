package io.ordeal.nemesis.fault;

import static java.util.stream.Collectors.joining;

import io.ordeal.nemesis.fault.Division.Groups;
import io.ordeal.nemesis.fault.Division.Link;
import io.ordeal.nemesis.fault.Division.Links;
import io.ordeal.nemesis.topology.NodeName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Divisions as people write them: {@code bridge}, {@code n1 n2 | n3 n4 n5}, {@code n1>n2 n3>n2}. */
final class DivisionNotation {

    private static final String BETWEEN_GROUPS = " | ";
    private static final String ALONG_LINK = ">";

    private DivisionNotation() {}

    static String write(Division division) {
        return switch (division) {
            case Shape shape -> Notation.word(shape);
            case Groups(var groups) ->
                groups.stream()
                        .map(group -> group.stream().map(NodeName::value).collect(joining(" ")))
                        .collect(joining(BETWEEN_GROUPS));
            case Links(var links) ->
                links.stream().map(link -> link.from() + ALONG_LINK + link.to()).collect(joining(" "));
        };
    }

    static Division read(String text) {
        if (text.contains("|")) {
            return new Groups(Stream.of(text.split("\\|", -1))
                    .map(group -> words(group).map(DivisionNotation::node).toList())
                    .toList());
        }
        return text.contains(ALONG_LINK)
                ? new Links(words(text).map(DivisionNotation::link).toList())
                : shape(text);
    }

    private static Shape shape(String text) {
        return Arrays.stream(Shape.values())
                .filter(shape -> Notation.word(shape).equals(text))
                .findFirst()
                .orElseThrow(() -> Notation.unknown(
                        "division",
                        text,
                        Notation.words(Shape.class) + ", groups such as n1 n2 | n3, or links such as n1>n2 n3>n2"));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty());
    }

    private static Link link(String text) {
        List<String> ends = List.of(text.split(ALONG_LINK, -1));
        if (ends.size() != 2) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no link: it leads from one node to another, as n1>n2");
        }
        return new Link(node(ends.getFirst()), node(ends.getLast()));
    }

    private static NodeName node(String text) {
        if (!TargetNotation.isNode(text)) {
            throw new IllegalArgumentException("'" + text + "' is no node such as n2");
        }
        return new NodeName(text);
    }
}
