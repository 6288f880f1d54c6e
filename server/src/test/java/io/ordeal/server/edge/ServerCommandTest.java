package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(30)
class ServerCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private record Ended(int exit, String out, String err) {}

    private static Ended run(String... flags) {
        return run(Map.of(), flags);
    }

    private static Ended run(Map<String, String> environment, String... flags) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.commandLine()
                .setDefaultValueProvider(new EtcdEnvironment(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(flags);
        return new Ended(exit, out.toString(), err.toString());
    }

    private static ServerSettings settings(Map<String, String> environment, String... flags) {
        var options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(environment))
                .parseArgs(flags);
        return options.toSettings();
    }

    private static NodeSettings node(ServerSettings settings) {
        return settings.node(Standing.founder(settings));
    }

    private static List<String> clientUrls(ServerSettings settings) {
        return node(settings).members().stream()
                .map(NodeSettings.Member::clientUrl)
                .toList();
    }

    private static void assertRefused(int exit, String says, String... flags) {
        Ended ended = run(flags);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        assertThat(ended.err()).contains(says).startsWith("ordeal server: ").hasLineCount(1);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void hasTheDefaultsOf2014() {
        ServerSettings settings = settings(Map.of());

        assertThat(node(settings).nodes()).containsExactly(new NodeId("default"));
        assertThat(clientUrls(settings)).containsExactly("http://127.0.0.1:4001");
        assertThat(settings.listenPeers().getFirst().port()).isEqualTo(7001);
        assertThat(node(settings).requestTimeout()).hasSeconds(7);
        assertThat(settings.folder()).isEqualTo(Path.of("default.ordeal"));
        assertThat(node(settings).snapshots().every()).isEqualTo(100_000);
    }

    @Test
    void takesFlagsWithOneDashOrTwoAndFromTheEnvironment() {
        String cluster = "n1=http://10.0.0.1:2380,n2=http://10.0.0.2:2380";
        ServerSettings settings = settings(
                Map.of("ETCD_INITIAL_CLUSTER", cluster, "ETCD_NAME", "n9", "ETCD_HEARTBEAT_INTERVAL", "50"),
                "-name",
                "n2",
                "--listen-client-urls=http://0.0.0.0:2379",
                "--listen-peer-urls",
                "http://localhost:2380",
                "-initial-cluster-state",
                "new",
                "--enable-v2=true",
                "-election-timeout=500",
                "--snapshot-count=77");

        assertThat(node(settings).id()).isEqualTo(new NodeId("n2"));
        assertThat(node(settings).heartbeat()).hasMillis(50);
        assertThat(node(settings).election()).hasMillis(500);
        assertThat(node(settings).snapshots().every()).isEqualTo(77);
        assertThat(clientUrls(settings)).containsExactly("http://10.0.0.1:2379", "http://localhost:2379");
        assertThat(settings.listenPeers().getFirst().toListen().getHostString()).isEqualTo("127.0.0.1");
    }

    @Test
    void explainsItselfWithExamples() {
        Ended ended = run("--help");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("--initial-cluster", "Examples:", "curl");
    }

    @Test
    void refusesWrongUsageInOneLine() {
        assertRefused(254, "--nonsense", "--nonsense");
        assertRefused(254, "n7 is not in", "--name", "n7", "--initial-cluster", "n1=http://127.0.0.1:1");
        assertRefused(254, "at least three times", "--election-timeout", "299");
        assertRefused(254, "--snapshot-count (0) must be at least 1", "--snapshot-count", "0");
        assertRefused(254, "no URL of the form", "--listen-peer-urls", "ftp://127.0.0.1:7001");
        assertRefused(254, "no URL of the form", "--listen-peer-urls", "127.0.0.1:7001");
        assertRefused(254, "NAME=http", "--initial-cluster", "http://127.0.0.1:1");
    }

    @Test
    void explainsWhyFlagsOfEtcdMeanNothingHereProc01() {
        assertRefused(254, "--auto-tls: certificates are not made here", "--auto-tls", "--name", "n1");
        assertRefused(254, "-peer-auto-tls: certificates are not made here", "-peer-auto-tls");
        assertRefused(254, "--cipher-suites: Java chooses", "--cipher-suites", "x");
        assertRefused(254, "named by --initial-cluster", "--discovery=http://d");
        assertRefused(254, "--addr: say --listen-client-urls", "--addr=127.0.0.1:4001");
        assertRefused(254, "--experimental-x: no experiments", "--experimental-x");
        assertRefused(254, "unknown option '--certfile'", "--certfile", "x");
        assertRefused(254, "unknown argument 'cert-file'", "cert-file");
    }

    @Test
    void explainsTheSameOfTheEnvironmentProc01() {
        Ended ended = run(Map.of("ETCD_LOG_LEVEL", "debug", "ETCD_AUTO_TLS", "true", "ETCD_VERSION", "3"));
        assertThat(ended.exit()).isEqualTo(254);
        assertThat(ended.err()).startsWith("ordeal server: ETCD_AUTO_TLS: certificates are not made");
    }

    @Test
    void everyFlagThatToolsRelyOnIsTakenInEverySpellingProc01Proc03() {
        for (String dashes : List.of("-", "--")) {
            ServerSettings settings = settings(
                    Map.of(),
                    dashes + "name=a",
                    dashes + "data-dir",
                    "d",
                    dashes + "listen-client-urls=http://localhost:1,http://127.0.0.2:2",
                    dashes + "advertise-client-urls=http://h:3",
                    dashes + "listen-peer-urls=http://localhost:4",
                    dashes + "initial-advertise-peer-urls=http://h:5",
                    dashes + "initial-cluster=a=http://h:5,b=http://i:6",
                    dashes + "initial-cluster-state=existing",
                    dashes + "initial-cluster-token=t",
                    dashes + "enable-v2",
                    dashes + "heartbeat-interval=10",
                    dashes + "election-timeout=50",
                    dashes + "cors=http://x,http://y",
                    dashes + "redirect");
            assertThat(settings.listenClients().stream()
                            .map(url -> url.toListen().toString()))
                    .containsExactly("/127.0.0.1:1", "/127.0.0.2:2");
            assertThat(node(settings).members().getFirst())
                    .isEqualTo(new NodeSettings.Member(new NodeId("a"), "http://h:5", "http://h:3"));
            assertThat(settings.token()).isEqualTo("t");
            assertThat(settings.cors().origins()).containsExactly("http://x", "http://y");
            assertThat(node(settings).redirects()).isTrue();
        }
        var environment = Map.of("ETCD_CORS", "*", "ETCD_REDIRECT", "true", "ETCD_ENABLE_V2", "true");
        assertThat(settings(environment).cors().origins()).containsExactly("*");
        assertThat(settings(environment).redirects()).isTrue();
        assertThat(settings(Map.of()).redirects()).isFalse();
    }

    @Test
    void saysWhyItCannotStart() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    255,
                    "cannot listen for clients",
                    "--data-dir=" + folder.resolve("a"),
                    "--listen-peer-urls=http://127.0.0.1:0",
                    "--listen-client-urls=http://127.0.0.1:" + taken.getLocalPort());
            assertRefused(
                    255,
                    "cannot listen for peers",
                    "--data-dir=" + folder.resolve("a"),
                    "--listen-peer-urls=http://127.0.0.1:" + taken.getLocalPort(),
                    "--listen-client-urls=http://127.0.0.1:0");
        }
        Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused(255, "cannot use the folder", "--data-dir=" + file);
        Path corrupt = Files.createDirectory(folder.resolve("corrupt"));
        Files.writeString(corrupt.resolve("0000000000000002.log"), "");
        assertRefused(
                255,
                "the log is corrupt in 0000000000000002.log at offset 0",
                "--data-dir=" + corrupt,
                "--listen-peer-urls=http://127.0.0.1:0",
                "--listen-client-urls=http://127.0.0.1:0");
    }

    @Test
    void aServerAnswersAndFreesPortsAndFolderWhenItStops() throws Exception {
        String[] flags = {
            "--data-dir=" + folder, "--listen-peer-urls=http://127.0.0.1:0", "--listen-client-urls=http://127.0.0.1:0"
        };
        int port;
        try (Server server = Server.start(settings(Map.of(), flags));
                HttpClient client = HttpClient.newHttpClient()) {
            port = server.clientAddresses().getFirst().getPort();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/no/such/page"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isBetween(200, 499);
            assertThatThrownBy(() -> Server.start(settings(Map.of(), flags)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another server");
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(IOException.class);
        Server.start(settings(Map.of(), flags)).close();
    }
}
