package io.ordeal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.Auditor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path folder = Path.of("");

    /** What a command came to. */
    private record Ended(int code, String out, String err) {}

    private static Ended ordeal(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended test(String... more) {
        var arguments = new ArrayList<>(List.of("test", "--cluster", "sim", "--store", store().toString()));
        arguments.addAll(List.of(more));
        return ordeal(arguments.toArray(String[]::new));
    }

    private Path store() {
        return folder.resolve("store");
    }

    @Nested
    class Testing {

        @Test
        void aSoundServerIsValidAndLeavesAWholeFolder() throws IOException {
            var ended = test("--seed", "7", "--time-limit", "15");
            assertThat(ended.code()).as("%s", ended).isZero();
            assertThat(ended.out()).contains("VALID   ").contains("again: ordeal replay");
            assertThat(ended.err())
                    .startsWith("register · partition, kill, pause, clock · 5 nodes, simulated · seed 7");
            Path latest = store().resolve("latest");
            try (Stream<Path> files = Files.list(latest)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "plan.json",
                                "schedule.txt",
                                "history.jsonl",
                                "history.edn",
                                "results.json",
                                "report.html",
                                "nodes");
            }
            assertThat(latest.toRealPath())
                    .isEqualTo(store().resolve("register/latest").toRealPath());
        }

        @Test
        void staleReadsAreFoundAndReplayedByteForByte() throws IOException {
            var ended = test("--seed", "7", "--time-limit", "20", "--reads", "local");
            assertThat(ended.code()).as("%s", ended).isEqualTo(1);
            assertThat(ended.out()).contains("linearizable  INVALID");
            Path first = store().resolve("latest").toRealPath();

            var again = ordeal("replay", first.toString(), "--store", store().toString());
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.out()).contains("same history, byte for byte");
            Path second = store().resolve("latest").toRealPath();
            assertThat(second).isNotEqualTo(first);
            assertThat(first.resolve("nodes/n1/events.jsonl")).content().contains("\"event\":\"leader\"");
            for (String file : List.of(
                    "plan.json",
                    "history.jsonl",
                    "history.edn",
                    "results.json",
                    "nodes/n1/events.jsonl",
                    "nodes/n5/events.jsonl")) {
                assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
            }

            var minimal = ordeal("check", first.resolve("minimal.jsonl").toString());
            assertThat(minimal.code()).as("%s", minimal).isEqualTo(1);
            assertThat(minimal.out()).contains("INVALID");
            assertThat(Files.size(first.resolve("minimal.jsonl")))
                    .isLessThan(Files.size(first.resolve("history.jsonl")) / 10);

            var check = ordeal("check", first.toString());
            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out()).contains("INVALID");
            var stats = ordeal("check", first.toString(), "--checker", "stats");
            assertThat(stats.code()).as("%s", stats).isZero();
            assertThat(stats.out()).contains("VALID   cas: ", "; read: ", "; write: ");
            var edn =
                    ordeal("check", first.resolve("history.edn").toString(), "--independent", "--nil-reads", "initial");
            assertThat(edn.code()).isEqualTo(1);
        }

        @Test
        void aScheduleIsEditedByHandAndRunAgain() throws IOException {
            test("--seed", "7", "--time-limit", "10", "--faults", "pause");
            Path first = store().resolve("latest").toRealPath();
            Path mine = folder.resolve("mine.txt");
            Files.writeString(
                    mine,
                    Files.readString(first.resolve("schedule.txt"))
                            + "2s partition n1 n2 | n3 n4 n5  # mine\n5.5s heal\n");
            var edited =
                    ordeal("replay", first.toString(), "--schedule", mine.toString(), "--store", store().toString());
            assertThat(edited.code()).as("%s", edited).isZero();
            assertThat(edited.err()).containsPattern("2\\.\\d+ +harm +partition n1 n2 \\| n3 n4 n5");
            assertThat(edited.out()).containsPattern("pause +valid").containsPattern("partition +valid +1 of 1");
            assertThat(edited.out()).doesNotContain("history, byte");
            assertThat(store().resolve("latest/schedule.txt")).content().contains("2s  partition n1 n2 | n3 n4 n5");

            var fresh = test("--schedule", mine.toString(), "--time-limit", "10");
            assertThat(fresh.code()).as("%s", fresh).isZero();
        }

        @Test
        void aScheduleThatMakesNoSenseIsRefusedWithItsLine() throws IOException {
            Path mine = folder.resolve("mine.txt");
            refuses(mine, "1s kill leader\n2s kill leadr\n", ": line 2, '2s kill leadr': unknown target 'leadr'");
            refuses(mine, "1m kill leader", "'kill leader' at 60s would come after the end of the run at 10s");
            refuses(mine, "1s kill n9", "'kill n9' names a node that is not among [n1, n2, n3, n4, n5]");
            Files.delete(mine);
            assertThat(test("--schedule", mine.toString()).err())
                    .contains("the schedule " + mine + " cannot be read: " + mine + ": there is no such file");
        }

        private void refuses(Path file, String schedule, String why) throws IOException {
            Files.writeString(file, schedule);
            var ended = test("--schedule", file.toString(), "--time-limit", "10");
            assertThat(ended.code()).isEqualTo(254);
            assertThat(ended.err()).contains(why);
        }

        @Test
        void aViolationEndsTheRunUnlessOneWantsItToGoOn() throws IOException {
            String[] stale = {"--seed", "7", "--time-limit", "20", "--reads", "local", "--faults", "partition"};
            var early = test(stale);
            assertThat(early.code()).isEqualTo(1);
            assertThat(early.err())
                    .containsPattern("violation at operation [\\d,]+: r\\d: process \\d+ reads .*ending the run")
                    .doesNotContain("recovery");
            assertThat(early.out()).contains("INVALID (ended early)").doesNotContain("VACUOUS");
            Path first = store().resolve("latest").toRealPath();

            var late = test(
                    Stream.concat(Stream.of(stale), Stream.of("--no-fail-fast")).toArray(String[]::new));
            assertThat(late.code()).isEqualTo(1);
            assertThat(late.err()).contains("recovery").doesNotContain("violation");
            List<String> whole = Files.readAllLines(store().resolve("latest/history.jsonl"));
            List<String> begun = Files.readAllLines(first.resolve("history.jsonl"));
            int mark = begun.indexOf(begun.stream()
                    .filter(line -> line.contains("\"violation\""))
                    .findFirst()
                    .orElseThrow());
            assertThat(whole).hasSizeGreaterThan(begun.size());
            assertThat(whole.subList(0, mark)).isEqualTo(begun.subList(0, mark));

            var again = ordeal("replay", first.toString(), "--store", store().toString());
            assertThat(again.out()).contains("same history, byte for byte");
        }

        @Test
        void whereNothingIsViolatedFailingFastChangesNothing() throws IOException {
            test("--seed", "3", "--time-limit", "5");
            Path fast = store().resolve("latest").toRealPath();
            test("--seed", "3", "--time-limit", "5", "--no-fail-fast");
            for (String file : List.of("history.jsonl", "history.edn", "results.json")) {
                assertThat(store().resolve("latest").resolve(file)).hasSameBinaryContentAs(fast.resolve(file));
            }
        }

        @Test
        void theReportNeedsNothingButItself() throws IOException {
            test("--seed", "7", "--time-limit", "20", "--reads", "local");
            String html = Files.readString(store().resolve("latest/report.html"));
            assertThat(html)
                    .contains("<h1 class=\"INVALID\">INVALID <small>ended early</small></h1>")
                    .contains("What cannot be explained")
                    .containsPattern("Events \\d+ to \\d+ cannot be explained, whatever came before")
                    .containsPattern("<rect class=\"culprit\"")
                    .containsPattern("<li>process \\d+ (reads|writes) [^<]+, events \\d+ to \\d+</li>")
                    .doesNotContainPattern("(src|href)=")
                    .doesNotContain("http://", "https://");
        }

        @Test
        void anotherSeedIsDrawnWhereNoneIsGiven() {
            test("--time-limit", "2", "--faults", "none");
            var first = ordeal("replay", store().resolve("latest").toString(), "--store", store().toString());
            assertThat(first.err()).containsPattern("seed [0-9]+");
        }

        @Test
        void aStoreThatCannotBeWrittenIsToldBeforeAnythingStarts() throws IOException {
            Files.writeString(store(), "a file where a folder should be");
            var ended = test("--seed", "1");
            assertThat(ended.code()).isEqualTo(255);
            assertThat(ended.err().lines()).singleElement().asString().contains("store", "--store DIR");
        }
    }

    @Nested
    class Misuse {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "test --nodes 0",
                    "test --nodes five",
                    "test --faults gremlins",
                    "test --workload queue",
                    "test --rate 0",
                    "test --time-limit soon",
                    "test --cluster moon",
                    "test --reads fast",
                    "test --sed 7",
                    "check",
                    "check nowhere.edn",
                    "check nowhere.edn --checker set",
                    "check nowhere.edn --checker magic",
                    "check pom.xml --checker set --model register",
                    "check pom.xml --checker set --algorithm porcupine",
                    "check pom.xml --model abacus",
                    "check pom.xml --algorithm oracle",
                    "check pom.xml --memory lots",
                    "replay nowhere",
                    "bench",
                    "bench server --rows nothing",
                    "bench server --rows c=6",
                    "bench server --folder nowhere",
                    "bench checker --rows nothing",
                    "bench checker --max-operations few",
                    "bench checker --memory much",
                    "bench checker --runs 0",
                    "fly"
                })
        void isAnsweredInOneLine(String arguments) {
            var ended = ordeal(arguments.split(" ", -1));
            assertThat(ended.code()).as("%s", ended).isEqualTo(254);
            assertThat(ended.err().lines().toList())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("ordeal: ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--help",
                    "test --help",
                    "check --help",
                    "replay --help",
                    "doctor --help",
                    "bench --help",
                    "bench checker --help",
                    "bench server --help"
                })
        void helpTellsExamples(String arguments) {
            var ended = ordeal(arguments.split(" ", -1));
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).contains("Examples:");
        }
    }

    @Nested
    class Checking {

        private Ended check(String name, String content, String... more) throws IOException {
            Path file = Files.writeString(folder.resolve(name), content);
            var arguments = new ArrayList<>(List.of("check", file.toString()));
            arguments.addAll(List.of(more));
            return ordeal(arguments.toArray(String[]::new));
        }

        private static final String GOOD = """
                {:process 0, :type :invoke, :f :write, :value 3}
                {:process 0, :type :ok, :f :write, :value 3}
                {:process 1, :type :invoke, :f :read, :value nil}
                {:process 1, :type :ok, :f :read, :value 3}
                """;

        @Test
        void aGoodHistoryIsValid() throws IOException {
            assertThat(check("good.edn", GOOD).code()).isZero();
        }

        @Test
        void aBadOneIsInvalidAndSaysWhy() throws IOException {
            var ended = check("bad.edn", GOOD.replace(":ok, :f :read, :value 3", ":ok, :f :read, :value 4"));
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).contains("process 1 reads 4 where only 3 is possible");
        }

        @Test
        void tellsTheStretchAndWritesAsLittleOfItAsIsStillBad() throws IOException {
            String bad = GOOD + """
                {:process 0, :type :invoke, :f :write, :value 5}
                {:process 0, :type :ok, :f :write, :value 5}
                {:process 2, :type :invoke, :f :read, :value nil}
                {:process 2, :type :ok, :f :read, :value 5}
                {:process 1, :type :invoke, :f :read, :value nil}
                {:process 1, :type :ok, :f :read, :value 3}
                """;
            Path little = folder.resolve("little.edn");

            var ended = check("bad.edn", bad, "--minimal", little.toString());

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out())
                    .contains(
                            "events 6 to 9 cannot be explained, whatever came before (2 operations suffice to see it)");
            assertThat(Files.readAllLines(little)).hasSize(4);
            assertThat(ordeal("check", little.toString()).code()).isEqualTo(1);
        }

        @Test
        void ofSeveralFilesTheWorstCounts() throws IOException {
            Path good = Files.writeString(folder.resolve("good.edn"), GOOD);
            Path bad = Files.writeString(folder.resolve("bad.edn"), GOOD.replace("read, :value 3", "read, :value 4"));

            assertThat(ordeal("check", good.toString(), bad.toString(), good.toString())
                            .code())
                    .isEqualTo(1);
            assertThat(ordeal("check", good.toString(), good.toString()).code()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"frontier", "porcupine", "competition"})
        void everyAlgorithmSaysTheSame(String algorithm) throws IOException {
            assertThat(check("good.edn", GOOD, "--algorithm", algorithm, "--memory", "64m")
                            .code())
                    .isZero();
            assertThat(check("bad.edn", GOOD.replace("read, :value 3", "read, :value 4"), "--algorithm", algorithm)
                            .code())
                    .isEqualTo(1);
        }

        @Test
        void otherModelsAreKnownByName() throws IOException {
            String mutex = """
                {:process 0, :type :invoke, :f :acquire, :value nil}
                {:process 0, :type :ok, :f :acquire, :value nil}
                {:process 1, :type :invoke, :f :acquire, :value nil}
                {:process 1, :type :ok, :f :acquire, :value nil}
                """;

            assertThat(check("twice.edn", mutex, "--model", "mutex").code()).isEqualTo(1);
            assertThat(check(
                                    "once.edn",
                                    mutex.replace(":process 1, :type :ok", ":process 1, :type :fail"),
                                    "--model",
                                    "mutex")
                            .code())
                    .isZero();
        }

        @Test
        void whatNilMeansDependsOnTheForm() throws IOException {
            String nil = GOOD.replace(":ok, :f :read, :value 3", ":ok, :f :read, :value nil");
            assertThat(check("nil.edn", nil).code()).isZero();
            assertThat(check("nil.edn", nil, "--nil-reads", "initial").code()).isEqualTo(1);
        }

        @Test
        void aHistoryInWhichNothingSucceededIsVacuous() throws IOException {
            assertThat(check("nothing.edn", GOOD.replace(":ok", ":fail")).code())
                    .isEqualTo(3);
        }

        private static final String SET = """
                {:process 0, :type :invoke, :f :add, :value [:x 3]}
                {:process 0, :type :ok, :f :add, :value [:x 3]}
                {:process 1, :type :invoke, :f :read, :value [:x nil]}
                {:process 1, :type :ok, :f :read, :value [:x #{3}]}
                """;

        @Test
        void otherCheckersAreThereByName() throws IOException {
            var good = check("good.edn", SET, "--checker", "set-full", "--independent");
            assertThat(good.code()).as("%s", good).isZero();
            assertThat(good.out()).contains("2 operations, 2 ok", "VALID   key :x: 1 of 1 element is stable");
            var bad = check("bad.edn", SET.replace("#{3}", "#{}"), "--checker", "set", "--independent");
            assertThat(bad.code()).isEqualTo(1);
            assertThat(bad.out()).contains("  key :x: 1 of 1 added element is lost: 3.", "\nINVALID");
            var unknown = check(
                    "unknown.edn",
                    SET.lines().findFirst().orElseThrow() + "\n"
                            + SET.lines().skip(1).findFirst().orElseThrow(),
                    "--checker",
                    "set",
                    "--independent");
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.out()).contains("UNKNOWN   key :x: nobody read the set");
            var vacuous = check("vacuous.edn", SET.replace(":ok", ":fail"), "--checker", "set", "--independent");
            assertThat(vacuous.code()).isEqualTo(3);
            assertThat(vacuous.out()).contains("VACUOUS   nothing ever succeeded");
        }

        @Test
        void aHistoryOfSomethingElseIsRefusedWithItsLineAndEvent() throws IOException {
            var ended = check("set.edn", SET, "--checker", "counter");
            assertThat(ended.code()).isEqualTo(254);
            assertThat(ended.err().lines().toList()).hasSize(1);
            assertThat(ended.err())
                    .contains("set.edn:1: event 0: process 0's add has the value [:x 3] where an integer belongs");
            var twice = check("twice.edn", SET + SET.lines().skip(1).findFirst().orElseThrow(), "--checker", "set");
            assertThat(twice.code()).isEqualTo(254);
            assertThat(twice.err()).contains("twice.edn:5:1: event 4: process 0 completes add");
        }

        @ParameterizedTest
        @EnumSource(Auditor.class)
        void everyCheckerIsInTheHelp(Auditor auditor) {
            assertThat(ordeal("check", "--help").out()).containsPattern("[ ]" + auditor.title() + "[,.]");
        }

        @Test
        void aFileThatIsNoHistoryIsRefusedInOneLine() throws IOException {
            var ended = check("no.edn", "{:process 0, :type :invoke");
            assertThat(ended.code()).isEqualTo(254);
            assertThat(ended.err().lines().toList()).hasSize(1);
        }
    }

    @Nested
    class Benching {

        @Test
        void quickRowsAreToldOneByOneAndTheGoalsInTheEnd() throws IOException {
            Path json = folder.resolve("bench.jsonl");
            var ended = ordeal(
                    "bench",
                    "checker",
                    "--quick",
                    "--max-operations",
                    "1k",
                    "--rows",
                    "unique c=10",
                    "--runs",
                    "1",
                    "--json",
                    json.toString());
            assertThat(ended.code()).as("%s", ended).isZero();
            assertThat(ended.out().lines().filter(line -> line.startsWith("check ")))
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line).contains("unique", "c=10", "theorem"));
            assertThat(ended.out().lines().dropWhile(line -> !line.equals("goals")))
                    .hasSize(14);
            List<String> lines = Files.readAllLines(json);
            assertThat(lines).hasSize(6);
            assertThat(lines.getFirst()).contains("\"seed\":1");
            assertThat(lines.get(1)).contains("\"row\":\"check unique c=10 1k crashed=0% valid\"");
            assertThat(lines.getLast()).startsWith("{\"goals\":[");
        }
    }
}
