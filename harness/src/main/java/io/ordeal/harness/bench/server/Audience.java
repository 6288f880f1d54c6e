package io.ordeal.harness.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Connections that each wait for a change of a key that never comes. */
final class Audience implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OK = "HTTP/1.1 200 ";

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 << 10);

    private Audience(Selector selector) {
        this.selector = selector;
    }

    /**
     * Opens so many, and waits until all of them are being served.
     *
     * @param port on loopback
     * @throws IOException if one is refused, or not served in time
     */
    static Audience open(int watchers, int port) throws IOException {
        var audience = new Audience(Selector.open());
        try {
            for (int number = 0; number < watchers; number++) {
                audience.watch(number, port);
            }
            audience.awaitHeads(watchers);
            return audience;
        } catch (IOException e) {
            audience.close();
            throw e;
        }
    }

    private void watch(int number, int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET /v2/keys/audience/" + number + "?wait=true HTTP/1.1\r\nHost: bench\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void awaitHeads(int watchers) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int served = 0;
        while (served < watchers) {
            if (selector.select(100) == 0 && System.nanoTime() > end) {
                throw new IOException("of " + watchers + " watchers, only " + served + " are served");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                String head = read(key);
                if (!head.startsWith(OK)) {
                    throw new IOException(
                            "a watcher is refused: " + head.lines().findFirst().orElse("closed"));
                }
                key.interestOps(0);
                served++;
            }
            selector.selectedKeys().clear();
        }
    }

    private String read(SelectionKey key) throws IOException {
        buffer.clear();
        int length = Math.max(0, ((SocketChannel) key.channel()).read(buffer));
        return new String(buffer.array(), 0, length, StandardCharsets.US_ASCII);
    }

    /** @throws IOException if one was told anything, or sent away */
    void demandSilence() throws IOException {
        selector.keys().forEach(key -> key.interestOps(SelectionKey.OP_READ));
        if (selector.selectNow() > 0) {
            throw new IOException(selector.selectedKeys().size() + " idle watchers were told something");
        }
        selector.keys().forEach(key -> key.interestOps(0));
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
