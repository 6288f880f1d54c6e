package io.ordeal.harness.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what the two answers of an exchange differ. Nodes that nobody sorted may come in any order. */
final class Comparison {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABSENT = "(absent)";

    /** Both servers count milliseconds. */
    private static final Duration ROUNDING = Duration.ofMillis(2);

    private static final Pattern TIMES = Pattern.compile("\"expiration\":\"[^\"]*\"|\"ttl\":-?\\d+");

    private static final Pattern GIVEN = Pattern.compile("^PUT .*ttl=(\\d{1,9})\\b");

    /** Without zeros at the end of the fraction. */
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,8}[1-9])?Z");

    private final Exchange exchange;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Exchange exchange) {
        this.exchange = exchange;
    }

    static List<Difference> of(Exchange exchange) {
        var comparison = new Comparison(exchange);
        comparison.compare(exchange.reference(), exchange.subject());
        return List.copyOf(comparison.differences);
    }

    private void compare(Answer reference, Answer subject) {
        same("line", reference.line(), subject.line());
        same("interim", reference.interim().toString(), subject.interim().toString());
        same("framing", reference.framing(), subject.framing());
        same("connection", reference.ended() ? "ends" : "stays", subject.ended() ? "ends" : "stays");
        var names = new TreeSet<>(reference.headers().keySet());
        names.addAll(subject.headers().keySet());
        for (String name : names) {
            same(
                    "header " + name,
                    reference.header(name).orElse(ABSENT),
                    subject.header(name).orElse(ABSENT));
        }
        bodies(reference.text(), subject.text());
    }

    private void bodies(String reference, String subject) {
        Optional<JsonNode> one = tree(reference);
        Optional<JsonNode> other = tree(subject);
        if (one.isEmpty() || other.isEmpty()) {
            same("body", reference, subject);
            return;
        }
        int before = differences.size();
        values("body ", one.get(), other.get());
        boolean comparable = exchange.inOrder() || !reference.contains("\"nodes\":");
        if (differences.size() == before && comparable) {
            same("bytes", withoutTimes(reference), withoutTimes(subject));
        }
    }

    private static String withoutTimes(String body) {
        return TIMES.matcher(body).replaceAll("(time)");
    }

    private static Optional<JsonNode> tree(String body) {
        try {
            return body.startsWith("{") ? Optional.of(JSON.readTree(body)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void values(String path, JsonNode reference, JsonNode subject) {
        if (reference.isObject() && subject.isObject()) {
            objects(path, reference, subject);
        } else if (reference.isArray() && subject.isArray()) {
            arrays(path, reference, subject);
        } else {
            same(path, reference.toString(), subject.toString());
        }
    }

    private void objects(String path, JsonNode reference, JsonNode subject) {
        List<String> names = names(reference);
        List<String> others = names(subject);
        var all = new LinkedHashSet<>(names);
        all.addAll(others);
        for (String name : all) {
            String inside = path + "/" + name;
            if (!reference.has(name) || !subject.has(name)) {
                same(inside, text(reference, name), text(subject, name));
            } else if (name.equals("expiration")) {
                moments(inside, reference, subject);
            } else if (!name.equals("ttl") || !isLeft(reference) || !isLeft(subject)) {
                values(inside, reference.path(name), subject.path(name));
            }
        }
        if (names.size() == others.size() && all.size() == names.size()) {
            same(path + " order of fields", names.toString(), others.toString());
        }
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(JsonNode object, String name) {
        return object.has(name) ? object.path(name).toString() : ABSENT;
    }

    private void arrays(String path, JsonNode reference, JsonNode subject) {
        List<JsonNode> ones = elements(reference);
        List<JsonNode> others = elements(subject);
        same(path + " size", "" + ones.size(), "" + others.size());
        for (int at = 0; at < Math.min(ones.size(), others.size()); at++) {
            values(path + "/" + at, ones.get(at), others.get(at));
        }
    }

    private List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        if (!exchange.inOrder()) {
            elements.sort(Comparator.comparing(element -> element.path("key").asText()));
        }
        return elements;
    }

    private void moments(String path, JsonNode reference, JsonNode subject) {
        Optional<Instant> one = expiration(reference);
        Optional<Instant> other = expiration(subject);
        Duration tolerated = exchange.uncertainty().plus(ROUNDING);
        boolean near = one.isPresent()
                && other.isPresent()
                && Duration.between(one.get(), other.get()).abs().compareTo(tolerated) <= 0;
        if (!near) {
            same(path, text(reference, "expiration"), text(subject, "expiration"));
        }
    }

    private static Optional<Instant> expiration(JsonNode node) {
        String text = node.path("expiration").asText();
        try {
            return MOMENT.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Says whether {@code ttl} was what was left until {@code expiration} at some moment of the exchange. Of what was just
     * given, no more can be left.
     */
    private boolean isLeft(JsonNode node) {
        long ttl = node.path("ttl").asLong();
        Matcher given = GIVEN.matcher(exchange.request());
        return expiration(node)
                .filter(end -> ttl >= secondsUntil(end, exchange.ended().plus(ROUNDING))
                        && ttl <= secondsUntil(end, exchange.begun().minus(ROUNDING))
                        && (!given.find() || ttl <= Long.parseLong(given.group(1))))
                .isPresent();
    }

    private static long secondsUntil(Instant end, Instant now) {
        return Math.ceilDiv(Duration.between(now, end).toMillis(), 1000);
    }

    private void same(String where, String reference, String subject) {
        if (!reference.equals(subject)) {
            differences.add(new Difference(where.strip(), reference, subject));
        }
    }
}
