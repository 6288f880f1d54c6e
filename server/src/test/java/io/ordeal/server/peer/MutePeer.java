package io.ordeal.server.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Takes a connection and never says a word. */
final class MutePeer implements AutoCloseable {

    private final ServerSocket server;
    private final CountDownLatch connected = new CountDownLatch(1);

    MutePeer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                connected.countDown();
                var _ = socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                connected.countDown();
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    void awaitConnection() throws InterruptedException {
        connected.await();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
