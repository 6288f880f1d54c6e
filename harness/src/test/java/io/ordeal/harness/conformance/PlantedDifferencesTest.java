package io.ordeal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two servers of this project, and something wrong with what one of them answers: it is found, and made small. */
class PlantedDifferencesTest {

    private static final int DRAWN = 60;

    @TempDir
    private static Path folder = Path.of("");

    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() throws IOException {
        one = ServerProcess.start(folder.resolve("one"));
        other = ServerProcess.start(folder.resolve("other"));
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    /**
     * Something wrong.
     *
     * @param requests so many show it at most, once there are no others around them
     */
    record Flaw(String name, String where, int requests, UnaryOperator<Answer> distortion) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Flaw> flaws() {
        return List.of(
                new Flaw("status", "line", 1, line("201 Created", "200 OK")),
                new Flaw("reason", "line", 1, line("404 Not Found", "404 Gone")),
                new Flaw("missing header", "header X-Etcd-Index", 1, header("X-Etcd-Index", _ -> Optional.empty())),
                new Flaw(
                        "content type",
                        "header Content-Type",
                        1,
                        header("Content-Type", _ -> Optional.of("text/json"))),
                new Flaw(
                        "index in a header",
                        "header X-Etcd-Index",
                        1,
                        header("X-Etcd-Index", index -> Optional.of(next(index)))),
                new Flaw("date", "header Date", 1, header("Date", date -> Optional.of(date.replace("GMT", "UTC")))),
                new Flaw("cluster", "header X-Etcd-Cluster-Id", 1, header("X-Etcd-Cluster-Id", _ -> Optional.of("1"))),
                new Flaw(
                        "raft index that stands",
                        "header X-Raft-Index",
                        2,
                        header("X-Raft-Index", _ -> Optional.of("7"))),
                new Flaw(
                        "raft index of nothing",
                        "header X-Raft-Index",
                        1,
                        header("X-Raft-Index", _ -> Optional.of("0"))),
                new Flaw("term", "header X-Raft-Term", 1, header("X-Raft-Term", _ -> Optional.of(""))),
                new Flaw("message", "body /message", 1, body("Key not found", _ -> "key not found")),
                new Flaw("cause", "body /cause", 2, body(" != ", _ -> " <> ")),
                new Flaw(
                        "index of an error",
                        "body /index",
                        1,
                        body("(\"index\":)([1-9]\\d*)", PlantedDifferencesTest::oneMore)),
                new Flaw(
                        "modified index",
                        "body /node/modifiedIndex",
                        1,
                        body("(\"modifiedIndex\":)(\\d+)", PlantedDifferencesTest::oneMore)),
                new Flaw("missing field", "body /node/createdIndex", 1, body(",\"createdIndex\":\\d+", _ -> "")),
                new Flaw("missing prevNode", "body /prevNode", 2, body(",\"prevNode\":\\{[^}]*}", _ -> "")),
                new Flaw(
                        "order of fields",
                        "body /node order of fields",
                        1,
                        body(
                                "(\"modified\\w+\":\\d+),(\"created\\w+\":\\d+)",
                                found -> found.group(2) + "," + found.group(1))),
                new Flaw(
                        "order of nodes",
                        "body /node/nodes/0/key",
                        3,
                        body(
                                "\\[(\\{[^{}]*}),(\\{[^{}]*})]",
                                found -> "[" + found.group(2) + "," + found.group(1) + "]")),
                new Flaw(
                        "one node too many",
                        "body /node/nodes size",
                        2,
                        body(
                                "(\"nodes\":\\[)(\\{[^{}]*})",
                                found -> found.group(1) + found.group(2) + "," + found.group(2))),
                new Flaw("ttl", "body /node/ttl", 1, body("(\"ttl\":)(\\d+)", PlantedDifferencesTest::oneMore)),
                new Flaw(
                        "expiration",
                        "body /node/expiration",
                        1,
                        body("(\"expiration\":\".{17})\\d", found -> found.group(1) + "x")),
                new Flaw(
                        "year of expiration",
                        "body /node/expiration",
                        1,
                        body("(\"expiration\":\"...)\\d", found -> found.group(1) + "0")),
                new Flaw(
                        "digits of expiration",
                        "body /node/expiration",
                        1,
                        body("(\"expiration\":\"[^\"]*)Z", found -> found.group(1) + "0Z")),
                new Flaw("escapes", "bytes", 1, body("u003c", _ -> "u003C")),
                new Flaw("newline", "bytes", 1, body("}\n", _ -> "}")),
                new Flaw("plain text", "body", 1, body("404 page not found\n", _ -> "404 page not found")),
                new Flaw("length of no body", "framing", 1, framing("length (\\d+)", "length 1$1")),
                new Flaw("framing", "framing", 1, framing("length", "end")),
                new Flaw("end of connection", "connection", 1, answer -> answer.thatEnds(true)));
    }

    private static String next(String number) {
        return Long.toString(Long.parseLong(number) + 1);
    }

    private static String oneMore(MatchResult found) {
        return found.group(1) + next(found.group(2));
    }

    private static UnaryOperator<Answer> line(String right, String wrong) {
        return answer -> answer.with(answer.line().replace(right, wrong), answer.headers(), answer.text());
    }

    private static UnaryOperator<Answer> header(String name, Function<String, Optional<String>> change) {
        return answer -> {
            var headers = new TreeMap<>(answer.headers());
            headers.computeIfPresent(name, (_, value) -> change.apply(value).orElse(null));
            return answer.with(answer.line(), headers, answer.text());
        };
    }

    private static UnaryOperator<Answer> body(String right, Function<MatchResult, String> change) {
        Pattern pattern = Pattern.compile(right);
        return answer -> answer.with(
                answer.line(),
                answer.headers(),
                pattern.matcher(answer.text()).replaceAll(found -> Matcher.quoteReplacement(change.apply(found))));
    }

    private static UnaryOperator<Answer> framing(String right, String wrong) {
        return answer -> new Answer(
                answer.line(),
                answer.headers(),
                answer.framing().replaceFirst(right, wrong),
                answer.body(),
                answer.interim(),
                answer.ended());
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void isFoundAndMadeSmall(Flaw flaw) {
        try (var reference = party("one", one, UnaryOperator.identity());
                var subject = party("other", other, flaw.distortion())) {
            var duel = new Duel(reference, subject);
            Finding finding = Stream.iterate(1L, seed -> seed + 1)
                    .limit(DRAWN)
                    .flatMap(seed -> duel.run(Family.drawn(seed)).stream())
                    .filter(found -> found.kind().equals(flaw.where()))
                    .findFirst()
                    .map(found -> Reduction.of(found, duel))
                    .orElseThrow(() -> new AssertionError("not found in " + duel.requests() + " requests"));
            assertThat(finding.exchanges()).as(duel.story(finding)).hasSizeLessThanOrEqualTo(flaw.requests());
        }
    }

    @Test
    void whatIsEqualDoesNotDiffer() {
        try (var reference = party("one", one, UnaryOperator.identity());
                var subject = party("other", other, UnaryOperator.identity())) {
            var duel = new Duel(reference, subject);
            assertThat(Stream.iterate(1L, seed -> seed + 1)
                            .limit(DRAWN)
                            .flatMap(seed -> duel.run(Family.drawn(seed)).stream())
                            .map(duel::story))
                    .isEmpty();
            assertThat(duel.requests()).isGreaterThan(5 * DRAWN);
            assertThat(duel.applied()).extracting(Deliberate::name).isSubsetOf("leader");
        }
    }

    private static Party party(String name, ServerProcess server, UnaryOperator<Answer> distortion) {
        return new Party(name, server.clients(), distortion);
    }
}
