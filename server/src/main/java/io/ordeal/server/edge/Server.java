package io.ordeal.server.edge;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.node.Figures;
import io.ordeal.server.node.Node;
import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.peer.Inquiries;
import io.ordeal.server.peer.PeerAddress;
import io.ordeal.server.peer.PeerNetwork;
import io.ordeal.server.peer.PeerSettings;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node with everything around it: its loop, its folder, its links, and its HTTP edge. */
final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** More messages than this are not kept for a node that does not keep up; the other side sends again. */
    private static final int MAX_BACKLOG = 50_000;

    private final ServerSettings settings;
    private final Standing standing;
    private final CompletableFuture<Void> end;
    private final NodeLoop loop;
    private final Encryption encryption;
    private final PeerNetwork peers;
    private final HttpEdge http;
    private final Node node;

    /** What to close, the last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private final List<InetSocketAddress> clientAddresses = new ArrayList<>();
    private boolean closed;

    /** Only touched on the loop. */
    private boolean retired;

    private Server(
            ServerSettings settings,
            Standing standing,
            CompletableFuture<Void> end,
            NodeLoop loop,
            FileDisk disk,
            Encryption encryption) {
        this.settings = settings;
        this.standing = standing;
        this.end = end;
        this.loop = loop;
        this.encryption = encryption;
        NodeSettings own = settings.node(standing);
        var network = new PeerSettings(
                settings.token(),
                own.clusterId(),
                own.id(),
                settings.peerUrl().toString(),
                encryption.peers(),
                settings.election());
        this.peers = new PeerNetwork(network, loop.group(), Server::located, this::receive);
        var metrics = new MetricsPage(this::figures, new Metrics(disk.meter(), peers.traffic()));
        HttpEdge.Handler handler = settings.cors().over(metrics.over(this::handle));
        this.http = new HttpEdge(HttpLimits.DEFAULT, loop.group(), handler);
        var random = new SplittableRandom(new SecureRandom().nextLong());
        var passwords = new BcryptPasswords(loop);
        var events = new EventFile(settings.eventLog());
        this.node = new Node(own, loop, random, peers, disk, passwords, events, end::completeExceptionally);
        disk.waitWhile(node::follows);
        opened.push(encryption);
        opened.push(events);
        opened.push(disk);
        opened.push(passwords);
        opened.push(loop);
        opened.push(peers);
    }

    /** @throws IOException with a message for the user, if the server cannot start; nothing is left open then */
    static Server start(ServerSettings settings) throws IOException {
        var end = new CompletableFuture<Void>();
        Encryption encryption = Encryption.open(settings);
        var loop = new NodeLoop("node " + settings.id(), end::completeExceptionally);
        Server server;
        FileDisk disk;
        try {
            disk = FileDisk.open(
                    settings.folder(), loop::later, !settings.shortcuts().noFsync());
        } catch (IOException e) {
            encryption.close();
            loop.close();
            throw e;
        }
        try {
            var joining = new Joining(settings, new Inquiries(settings.token(), encryption.peers(), loop.group()));
            Standing standing = Standing.of(settings, disk.list().isEmpty(), joining);
            server = new Server(settings, standing, end, loop, disk, encryption);
        } catch (IOException e) {
            disk.close();
            encryption.close();
            loop.close();
            throw e;
        }
        try {
            server.open();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void open() throws IOException {
        loop.start(this::endTurn);
        startNode();
        for (Url url : settings.listenPeers()) {
            peers.listen(url.toListen(), url.isEncrypted());
        }
        opened.push(http);
        for (Url url : settings.listenClients()) {
            clientAddresses.add(http.listen(url.toListen(), encryption.clients().filter(_ -> url.isEncrypted())));
        }
    }

    /** Of several URLs of a node, the first counts. */
    private static PeerAddress located(String address) {
        return Url.parse(address.split(" ", 2)[0]).toPeer();
    }

    private void endTurn() {
        node.flush();
        if (node.isRetired() && !retired) {
            retired = true;
            try {
                MemberFile.write(settings.folder(), standing.gone());
            } catch (IOException e) {
                LOG.warn("it could not be noted that this member was removed: {}", e.toString());
            }
            LOG.warn(
                    "member {} ({}) was removed from the cluster for ever, and stops; what is in {} can be deleted",
                    standing.id(),
                    settings.id(),
                    settings.folder().toAbsolutePath());
            end.complete(null);
        }
    }

    /** The addresses on which clients are served, with real ports. */
    List<InetSocketAddress> clientAddresses() {
        return List.copyOf(clientAddresses);
    }

    /** Ends when the server is closed; exceptionally when it has failed. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("while stopping: {}", e.toString());
            }
        }
        end.complete(null);
    }

    private void startNode() throws IOException {
        var started = new CompletableFuture<Void>();
        loop.execute(() -> {
            try {
                node.start();
                if (node.isRetired()) {
                    throw new RemovedException(settings.folder(), standing.id());
                }
                started.complete(null);
            } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        try {
            started.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
        opened.push(this::stopNode);
    }

    private void stopNode() throws Exception {
        var stopped = new CompletableFuture<Void>();
        loop.execute(() -> {
            node.stop();
            stopped.complete(null);
        });
        if (!end.isDone()) {
            stopped.get(2, TimeUnit.SECONDS);
        }
    }

    private void receive(NodeId from, Message message) {
        if (loop.backlog() < MAX_BACKLOG) {
            loop.execute(() -> node.receive(from, message));
        }
    }

    private void figures(Consumer<Figures> told) {
        loop.execute(() -> node.figures().ifPresent(told));
    }

    private void handle(Request request, Consumer<Reply> answer) {
        loop.execute(() -> node.handle(request, reply -> answer.accept(heardOnLoop(reply))));
    }

    private Reply heardOnLoop(Reply reply) {
        return reply instanceof Reply.Head(var response, var reader)
                ? new Reply.Head(response, new OnLoop(loop, reader))
                : reply;
    }

    private record OnLoop(Executor loop, Reply.Reader reader) implements Reply.Reader {
        @Override
        public void ready() {
            loop.execute(reader::ready);
        }

        @Override
        public void gone() {
            loop.execute(reader::gone);
        }
    }
}
