package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(30)
class EventFileTest {

    @TempDir
    private Path folder = Path.of("");

    private static Occurrence event(long nanos) {
        return new Occurrence(0, nanos, new NodeId("n1"), 1, new Transition.Stopped());
    }

    private Path file() {
        return folder.resolve(EventFile.FILE);
    }

    private static void live(Path data, String... more) throws Exception {
        var options = new ServerOptions();
        var flags = new ArrayList<>(List.of(
                "--data-dir=" + data,
                "--listen-client-urls=http://127.0.0.1:0",
                "--advertise-client-urls=http://127.0.0.1:4001",
                "--listen-peer-urls=http://127.0.0.1:0",
                "--heartbeat-interval=10",
                "--election-timeout=50"));
        flags.addAll(List.of(more));
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                .parseArgs(flags.toArray(String[]::new));
        try (var server = Server.start(options.toSettings());
                var client = HttpClient.newHttpClient()) {
            var uri = URI.create(
                    "http://127.0.0.1:" + server.clientAddresses().getFirst().getPort() + "/v2/keys/x?quorum=true");
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tellsOfEveryLifeOfAServer() throws Exception {
        live(folder);
        String first = Files.readString(file());
        live(folder);
        assertThat(Files.readString(file())).startsWith(first);
        List<String> told = Files.readAllLines(file());
        assertThat(told.stream().map(line -> line.replaceFirst(".*\"event\":\"([a-z-]+)\".*", "$1")))
                .containsSubsequence(
                        "started",
                        "term",
                        "vote",
                        "role",
                        "leader",
                        "term-committed",
                        "stopped",
                        "started",
                        "term",
                        "role",
                        "leader",
                        "term-committed",
                        "stopped");
        assertThat(told)
                .allMatch(
                        line -> line.matches(
                                "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"nanos\":-?\\d+,\"node\":\"default\",.*}"));
    }

    @Test
    void isWhereTheUserWantsIt() throws Exception {
        Path elsewhere = folder.resolve("elsewhere.log");
        live(folder.resolve("data"), "--event-log=" + elsewhere);
        assertThat(elsewhere).content().contains("\"event\":\"leader\"");
        assertThat(folder.resolve("data").resolve(EventFile.FILE)).doesNotExist();
    }

    @Test
    void aServerLivesWithoutIt() throws Exception {
        live(folder.resolve("data"), "--event-log=" + folder.resolve("no/such/folder/file"));
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void isMovedAwayOnceItIsLarge() throws IOException {
        long length = event(0).line().length();
        try (var events = new EventFile(file(), 3 * length, 100)) {
            for (int nanos = 0; nanos < 8; nanos++) {
                events.accept(event(nanos));
            }
        }
        assertThat(file()).hasContent(event(6).line() + event(7).line());
        assertThat(folder.resolve("events.jsonl.1")).hasContent(event(3).line() + event(4).line() + event(5).line());
    }

    @Test
    void aTornLineGetsAnEnd() throws IOException {
        Files.writeString(file(), "{\"time\":\"20");
        try (var events = new EventFile(file())) {
            events.accept(event(1));
        }
        assertThat(file()).hasContent("{\"time\":\"20\n" + event(1).line());
    }

    @Test
    void tellsHowManyEventsItHasMissed() throws IOException, InterruptedException {
        Path late = folder.resolve("late");
        try (var events = new EventFile(late.resolve("events"), 1 << 20, 100)) {
            events.accept(event(1));
            events.accept(event(2));
            while (events.missed() < 2) {
                Thread.sleep(5);
            }
            Files.createDirectories(late);
            events.accept(event(3));
        }
        assertThat(late.resolve("events")).content().contains("\"event\":\"missed\",\"count\":2}\n" + event(3).line());
    }
}
