package io.ordeal.harness.conformance;

import io.ordeal.server.edge.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** This project's server, alone in a cluster, as a process of its own on this machine. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress clients;

    private ServerProcess(Process process, InetSocketAddress clients) {
        this.process = process;
        this.clients = clients;
    }

    /** Starts it, and waits until it serves clients. */
    static ServerProcess start(Path folder) throws IOException {
        int clients = freePort();
        Path log = Files.createDirectories(folder).resolve("server.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--listen-client-urls",
                        "http://127.0.0.1:" + clients,
                        "--listen-peer-urls",
                        "http://127.0.0.1:" + freePort()))
                .redirectError(log.toFile())
                .start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith("ready: ")) {
            process.destroyForcibly();
            throw new IOException("the server did not start: " + line + "\n" + Files.readString(log));
        }
        return new ServerProcess(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), clients));
    }

    InetSocketAddress clients() {
        return clients;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
