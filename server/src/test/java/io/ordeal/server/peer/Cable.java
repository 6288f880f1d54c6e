package io.ordeal.server.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy that can be cut: connections then stand, but nothing comes through any more, and new ones lead nowhere. What
 * was open when it was cut never works again, as if TCP still waited for its next attempt.
 */
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean cut;

    Cable(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    void cut() {
        cut = true;
        cuts.incrementAndGet();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                sockets.add(near);
                connections.incrementAndGet();
                if (cut) {
                    continue;
                }
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(far);
                int now = cuts.get();
                Thread.ofVirtual().start(() -> pump(near, far, now));
                Thread.ofVirtual().start(() -> pump(far, near, now));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pump(Socket from, Socket to, int since) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (cuts.get() == since) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // One end is gone, so is the other.
        }
    }
}
