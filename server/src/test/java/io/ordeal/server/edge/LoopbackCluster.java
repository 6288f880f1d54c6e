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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** Servers n0, n1 … of one cluster in this process, with real disks and a real network; each is started by itself. */
final class LoopbackCluster implements AutoCloseable {

    private final Path parent;
    private final List<Integer> clientPorts = new ArrayList<>();
    private final List<Integer> peerPorts = new ArrayList<>();
    private final List<Server> running = new ArrayList<>();
    private final int founders;

    /** @param parent has a folder for each */
    LoopbackCluster(Path parent, int nodes) throws IOException {
        this.parent = parent;
        this.founders = nodes;
        for (int node = 0; node < nodes; node++) {
            addPorts();
        }
    }

    /** Makes room for one more server, and returns its number. */
    int addPorts() throws IOException {
        clientPorts.add(freePort());
        peerPorts.add(freePort());
        return clientPorts.size() - 1;
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

    URI members(int node, String id) {
        return URI.create("http://127.0.0.1:" + clientPorts.get(node) + "/v2/members" + id);
    }

    String peerUrl(int node) {
        return "http://127.0.0.1:" + peerPorts.get(node);
    }

    /** What the servers call the cluster. */
    String id() {
        ServerSettings settings = settings(0, founders(), List.of());
        return settings.node(Standing.founder(settings)).clusterId();
    }

    private List<Integer> founders() {
        return IntStream.range(0, founders).boxed().toList();
    }

    /** One that is there from the beginning. */
    Server start(int node, String... flags) throws IOException {
        return start(settings(node, founders(), List.of(flags)));
    }

    /** One that was added later, beside these. */
    Server join(int node, List<Integer> members, String... flags) throws IOException {
        var all = new ArrayList<>(List.of(flags));
        all.add("--initial-cluster-state=existing");
        return start(settings(node, members, all));
    }

    private Server start(ServerSettings settings) throws IOException {
        Server server = Server.start(settings);
        running.add(server);
        return server;
    }

    private ServerSettings settings(int node, List<Integer> members, List<String> flags) {
        String named = members.stream()
                .map(member -> "n" + member + "=" + peerUrl(member))
                .collect(Collectors.joining(","));
        var arguments = new ArrayList<>(List.of(
                "--name=n" + node,
                "--data-dir=" + folder(node),
                "--listen-client-urls=http://127.0.0.1:" + clientPorts.get(node),
                "--listen-peer-urls=" + peerUrl(node),
                "--initial-cluster=" + named));
        arguments.addAll(flags);
        var options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                .setOverwrittenOptionsAllowed(true)
                .parseArgs(arguments.toArray(String[]::new));
        return options.toSettings();
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
