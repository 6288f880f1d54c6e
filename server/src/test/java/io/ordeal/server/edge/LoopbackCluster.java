package io.ordeal.server.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Servers n0, n1 … of one cluster in this process, with real disks and a real network; each is started by itself. */
final class LoopbackCluster implements AutoCloseable {

    private final Path parent;
    private final List<Integer> clientPorts = new ArrayList<>();
    private final List<Integer> peerPorts = new ArrayList<>();
    private final List<Server> running = new ArrayList<>();

    /** @param parent has a folder for each */
    LoopbackCluster(Path parent, int nodes) throws IOException {
        this.parent = parent;
        for (int node = 0; node < nodes; node++) {
            clientPorts.add(freePort());
            peerPorts.add(freePort());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path folder(int node) {
        return parent.resolve("n" + node);
    }

    InetSocketAddress clients(int node) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPorts.get(node));
    }

    InetSocketAddress peers(int node) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPorts.get(node));
    }

    /** @param key with options, such as {@code x?quorum=true} */
    URI key(int node, String key) {
        return URI.create("http://127.0.0.1:" + clientPorts.get(node) + "/v2/keys/" + key);
    }

    Server start(int node, String... flags) throws IOException {
        var members = new ArrayList<String>();
        for (int member = 0; member < peerPorts.size(); member++) {
            members.add("n" + member + "=http://127.0.0.1:" + peerPorts.get(member));
        }
        var arguments = new ArrayList<>(List.of(
                "--name=n" + node,
                "--data-dir=" + folder(node),
                "--listen-client-urls=http://127.0.0.1:" + clientPorts.get(node),
                "--listen-peer-urls=http://127.0.0.1:" + peerPorts.get(node),
                "--initial-cluster=" + String.join(",", members)));
        arguments.addAll(List.of(flags));
        var options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                .parseArgs(arguments.toArray(String[]::new));
        Server server = Server.start(options.toSettings());
        running.add(server);
        return server;
    }

    void stop(Server server) {
        server.close();
        running.remove(server);
    }

    @Override
    public void close() {
        running.forEach(Server::close);
    }
}
