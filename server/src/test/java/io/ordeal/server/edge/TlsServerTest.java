package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.ordeal.server.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Servers whose clients and peers come over TLS. */
@Timeout(60)
class TlsServerTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<Server> running = new ArrayList<>();
    private Optional<Certificates> made = Optional.empty();

    @BeforeEach
    void certify() throws Exception {
        var ours = Certificates.in(folder.resolve("ours"));
        made = Optional.of(ours.write(ours.issue()));
    }

    @AfterEach
    void stop() {
        running.forEach(Server::close);
    }

    private Certificates ours() {
        return made.orElseThrow();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ServerSettings settings(List<String> flags) {
        var options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                .parseArgs(flags.toArray(String[]::new));
        return options.toSettings();
    }

    /** A node by itself, on an encrypted port and on an open one. */
    private Server start(String... more) throws IOException {
        var flags = new ArrayList<>(List.of(
                "--data-dir=" + folder.resolve("data"),
                "--listen-client-urls=https://127.0.0.1:0,http://127.0.0.1:0",
                "--advertise-client-urls=https://127.0.0.1:4001",
                "--listen-peer-urls=http://127.0.0.1:0",
                "--cert-file=" + ours().certificateFile(),
                "--key-file=" + ours().keyFile()));
        flags.addAll(Arrays.asList(more));
        Server server = Server.start(settings(flags));
        running.add(server);
        return server;
    }

    private static int port(Server server) {
        return server.clientAddresses().getFirst().getPort();
    }

    private static HttpResponse<String> put(SSLContext context, String protocol, int port) throws Exception {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        try (var client = HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/v2/keys/a?value=1"))
                    .PUT(BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private SSLContext client() throws Exception {
        return ours().client(Optional.empty());
    }

    @Test
    void servesTls12And13AndPlainHttpAtOnce() throws Exception {
        Server server = start();
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            var answer = put(client(), protocol, port(server));
            assertThat(answer.body()).contains("\"action\":\"set\"");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
        }
        assertThatThrownBy(() -> put(client(), "TLSv1.1", port(server))).isInstanceOf(IOException.class);
        String plain = talk(server.clientAddresses().getLast(), "GET /v2/machines HTTP/1.0\r\n\r\n");
        assertThat(plain).startsWith("HTTP/1.0 200 OK").endsWith("https://127.0.0.1:4001");
    }

    private static String talk(InetSocketAddress address, String words) throws IOException {
        return talk(address, words.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String talk(InetSocketAddress address, byte[] words) throws IOException {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(words);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void whoSpeaksHttpToTlsIsToldSo() throws Exception {
        InetSocketAddress address = start().clientAddresses().getFirst();
        for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "HEAD")) {
            assertThat(talk(address, method + " /v2/keys/a HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isEqualTo("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
        }
    }

    @Test
    void whoTrustsSomebodyElseDoesNotComeToTerms() throws Exception {
        Server server = start();
        var theirs = Certificates.in(folder.resolve("theirs"));
        assertThatThrownBy(() -> put(theirs.client(Optional.empty()), "TLSv1.3", port(server)))
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(put(client(), "TLSv1.3", port(server)).statusCode()).isEqualTo(201);
    }

    @Test
    void certificatesOfClientsAreDemandedWhereTheFlagSaysSo() throws Exception {
        String authority = ours().authorityFile().toString();
        for (List<String> flags : List.of(
                List.of("--client-cert-auth", "--trusted-ca-file=" + authority), List.of("--ca-file=" + authority))) {
            Server server = start(flags.toArray(String[]::new));
            X509Bundle known = ours().issue();
            X509Bundle stranger = Certificates.in(folder.resolve("theirs")).issue();
            for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
                assertThatThrownBy(() -> put(client(), protocol, port(server))).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> put(ours().client(Optional.of(stranger)), protocol, port(server)))
                        .isInstanceOf(IOException.class);
                assertThat(put(ours().client(Optional.of(known)), protocol, port(server))
                                .statusCode())
                        .isBetween(200, 201);
            }
            server.close();
        }
    }

    @Test
    void trustAloneDemandsNothing() throws Exception {
        Server server = start("--trusted-ca-file=" + ours().authorityFile());
        assertThat(put(client(), "TLSv1.3", port(server)).statusCode()).isEqualTo(201);
    }

    @Test
    void aRefusalReachesItsClientBeforeTheEnd() throws Exception {
        Server server = start();
        try (var socket = (SSLSocket) client().getSocketFactory().createSocket("127.0.0.1", port(server))) {
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void hostileBytesDoNoHarm() throws Exception {
        Server server = start();
        InetSocketAddress address = server.clientAddresses().getFirst();
        assertThat(talk(address, "\u0000\u0001\u0002\u0003\u0004\u0005")).isEmpty();
        assertThat(talk(address, HexFormat.of().parseHex("1603010005" + "00".repeat(10_000))))
                .doesNotContain("HTTP");
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[5 + random.nextInt(2000)];
            random.nextBytes(noise);
            if (round % 2 == 0) {
                noise[0] = 0x16;
                noise[1] = 3;
                noise[2] = 3;
                noise[3] = 0;
                noise[4] = 5;
            }
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write(noise);
            }
        }
        assertThat(put(client(), "TLSv1.3", port(server)).statusCode()).isEqualTo(201);
    }

    private List<String> peerFlags(Certificates certificates) {
        return List.of(
                "--peer-cert-file=" + certificates.certificateFile(),
                "--peer-key-file=" + certificates.keyFile(),
                "--peer-trusted-ca-file=" + certificates.authorityFile(),
                "--peer-client-cert-auth");
    }

    @Test
    void membersFormAClusterOverTls() throws Exception {
        var ports = List.of(freePort(), freePort(), freePort());
        String members =
                "n0=https://127.0.0.1:%d,n1=https://127.0.0.1:%d,n2=https://127.0.0.1:%d".formatted(ports.toArray());
        for (int node = 0; node < 3; node++) {
            var flags = new ArrayList<>(List.of(
                    "--name=n" + node,
                    "--data-dir=" + folder.resolve("n" + node),
                    "--listen-client-urls=https://127.0.0.1:0",
                    "--advertise-client-urls=https://127.0.0.1:4001",
                    "--cert-file=" + ours().certificateFile(),
                    "--key-file=" + ours().keyFile(),
                    "--listen-peer-urls=https://127.0.0.1:" + ports.get(node),
                    "--initial-cluster=" + members));
            flags.addAll(peerFlags(ours()));
            running.add(Server.start(settings(flags)));
        }
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.getFirst());
        assertThat(talk(peer, "no TLS at all, but a long text of which hardly anything is written down".repeat(50)))
                .isNotNull();
        for (Server server : running) {
            int status = 0;
            for (int attempt = 0; attempt < 3 && status / 100 != 2; attempt++) {
                status = put(client(), "TLSv1.3", port(server)).statusCode();
            }
            assertThat(status).isBetween(200, 201);
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> settings(List.of("--listen-client-urls=https://127.0.0.1:0")))
                .hasMessage("'https://127.0.0.1:0' cannot be listened on without --cert-file and --key-file");
        assertThatThrownBy(() ->
                        settings(List.of("--listen-peer-urls=https://127.0.0.1:0", "--cert-file=x", "--key-file=y")))
                .hasMessageContaining("--peer-cert-file");
        Files.delete(ours().keyFile());
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--key-file " + ours().keyFile() + ": there is no such file");
        ours().write(ours().issue());
        start();
    }
}
