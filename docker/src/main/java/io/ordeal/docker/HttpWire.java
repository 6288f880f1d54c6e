package io.ordeal.docker;

import io.ordeal.nemesis.cluster.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection to a node over a real network. A call is refused only if the connection for it could not be made
 * at all; whatever else goes wrong, it may have reached the node.
 */
final class HttpWire implements Wire {

    private final InetSocketAddress node;
    private final Executor timeline;
    private volatile @Nullable HttpConnection connection;
    private volatile boolean closed;
    private boolean busy;

    /**
     * Connects when the first call is sent.
     *
     * @param timeline where replies are delivered; also the only one to call this
     */
    HttpWire(InetSocketAddress node, Executor timeline) {
        this.node = node;
        this.timeline = timeline;
    }

    @Override
    public void send(Call call, Consumer<Reply> done) {
        if (busy || closed) {
            throw new IllegalStateException(closed ? "the wire is closed" : "a call is under way on this wire");
        }
        busy = true;
        Thread.startVirtualThread(() -> {
            Reply reply = exchange(call);
            timeline.execute(() -> {
                busy = false;
                if (!closed) {
                    done.accept(reply);
                }
            });
        });
    }

    private Reply exchange(Call call) {
        HttpConnection open;
        try {
            open = connected();
        } catch (IOException e) {
            return new Reply.Refused(why(e));
        }
        try {
            return open.exchange(call);
        } catch (IOException | RuntimeException e) {
            closeQuietly(open);
            return new Reply.Lost(why(e));
        }
    }

    /** One that the node has closed meanwhile is replaced: nothing of this call has been sent on it. */
    private HttpConnection connected() throws IOException {
        HttpConnection current = connection;
        if (current != null) {
            if (!current.stale()) {
                return current;
            }
            closeQuietly(current);
        }
        var fresh = new HttpConnection(node, Duration.ZERO);
        connection = fresh;
        if (closed) {
            closeQuietly(fresh);
        }
        fresh.connect();
        return fresh;
    }

    @Override
    public void close() {
        closed = true;
        HttpConnection current = connection;
        if (current != null) {
            closeQuietly(current);
        }
    }

    private static String why(Exception failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static void closeQuietly(HttpConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
