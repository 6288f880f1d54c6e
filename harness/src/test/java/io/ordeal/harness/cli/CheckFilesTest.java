package io.ordeal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.format.HistoryWriter;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.op.Event;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} on files that are broken, cut short, or longer than memory. */
class CheckFilesTest {

    private static final String GOOD = """
            {:process 0, :type :invoke, :f :write, :value 3}
            {:process 0, :type :ok, :f :write, :value 3}
            {:process 1, :type :invoke, :f :read, :value nil}
            {:process 1, :type :ok, :f :read, :value 3}
            """;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended ordeal(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended check(String name, String content, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        var arguments = new ArrayList<>(List.of("check", file.toString()));
        arguments.addAll(List.of(more));
        return ordeal(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void whatIsNoHistoryIsToldWithLineAndColumn() throws IOException {
        var ended = check("broken.edn", GOOD.replace(":f :read, :value 3", ":f :read :value] 3"));
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err())
                .startsWith("ordeal: " + path("broken.edn") + ":4:")
                .hasLineCount(1);
    }

    @Test
    void anEventThatIsOutOfPlaceIsToldWithLineAndColumn() throws IOException {
        var ended = check(
                "twice.edn", GOOD + "  " + GOOD.lines().skip(1).findFirst().orElseThrow());
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines("ordeal: " + path("twice.edn")
                        + ":5:3: event 4: process 0 completes write, but it has no operation open");
    }

    @Test
    void anOperationThatTheModelDoesNotKnowIsToldWithItsLine() throws IOException {
        var ended = check("misfit.edn", GOOD, "--model", "mutex");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err()).startsWith("ordeal: " + path("misfit.edn") + ":2: event 0: ");
    }

    @Test
    void aValueWithoutAKeyIsToldWithLineAndColumn() throws IOException {
        var ended = check("keys.edn", GOOD, "--independent");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err())
                .startsWith("ordeal: " + path("keys.edn") + ":1:1: event 0: the value is not [key value]");
    }

    @Test
    void aFileThatWasCutShortSaysSo() throws IOException {
        String cut = GOOD.substring(0, GOOD.length() - 10);
        var refused = check("cut.edn", cut);
        assertThat(refused.code()).isEqualTo(254);
        assertThat(refused.err())
                .contains("cut.edn:4: cut short after 3 events")
                .contains("; check what there is of it with --allow-truncated");

        var allowed = check("cut.edn", cut, "--allow-truncated");
        assertThat(allowed.code()).isZero();
        assertThat(allowed.err())
                .contains("cut.edn:4: cut short after 3 events")
                .contains("; what comes before is checked");
        assertThat(allowed.out()).contains("2 operations, 1 ok").contains("VALID");
    }

    @Test
    void whoWantsMoreMemoryThanThereIsHearsSo() throws IOException {
        var ended = check("good.edn", GOOD, "--memory", "4000g");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).startsWith("of 4096000 MiB of memory the heap affords ");
    }

    @Test
    void whatDoesNotFitIntoTheMemoryIsUnknown() throws IOException {
        String history = write(RegisterHistories.unique(5, 20_000, 10, 0.05));
        assertThat(ordeal("check", history).code()).isZero();

        var ended = ordeal("check", history, "--memory", "2m");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out())
                .containsPattern(
                        "UNKNOWN   undecided after [0-9,]+ of 19,[0-9]{3} "
                                + "\\(no memory left: the limit is 2 MiB, and more than the first [0-9]+ operations do not fit in\\)\\R");
    }

    @Test
    void aSmallHeapIsNoReasonToBreak() throws Exception {
        for (RegisterHistories plan : List.of(
                RegisterHistories.unique(5, 150_000, 10, 0.05), RegisterHistories.few(5, 300_000, 10, 0.001, 5))) {
            String history = write(plan);
            String home = System.getProperty("java.home");
            Process process = new ProcessBuilder(
                            home + "/bin/java",
                            "-Xmx40m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Main.class.getName(),
                            "check",
                            history,
                            "--memory",
                            "40m")
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(told).isEqualTo(2);
            assertThat(told).contains("the heap affords 24").contains("UNKNOWN   undecided after ");
        }
    }

    private String write(RegisterHistories plan) throws IOException {
        Path file = folder.resolve("history.jsonl");
        Files.deleteIfExists(file);
        try (HistoryWriter writer = HistoryWriter.create(file)) {
            for (Iterator<Event> events = plan.events().iterator(); events.hasNext(); ) {
                writer.append(events.next());
            }
        }
        return file.toString();
    }
}
