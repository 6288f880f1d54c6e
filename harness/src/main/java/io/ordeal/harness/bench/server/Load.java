package io.ordeal.harness.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Clients that each ask again as soon as they have an answer, all in one thread, so that they take as little as can be of
 * the processors that they share with the servers.
 */
final class Load implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final long HIGHEST_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int DIGITS = 3;
    private static final Duration TICK = Duration.ofMillis(100);

    private final IntFunction<ByteBuffer> requests;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<Client> clients = new ArrayList<>();
    private final Histogram latencies = new Histogram(HIGHEST_NANOS, DIGITS);
    private long answers;
    private long failures;

    /** What the last of them was. */
    private String failure = "";

    private boolean measuring;
    private int asked;

    private Load(IntFunction<ByteBuffer> requests, Selector selector) {
        this.requests = requests;
        this.selector = selector;
    }

    /**
     * What comes of so many clients in {@code measured}, once they have been at it for {@code warmUp}.
     *
     * @param port on loopback
     */
    static Sample run(Work work, int connections, int port, Duration warmUp, Duration measured) throws IOException {
        List<ByteBuffer> requests = work.requests();
        IntFunction<ByteBuffer> inTurn =
                number -> requests.get(number % requests.size()).duplicate();
        try (var load = new Load(inTurn, Selector.open())) {
            load.open(connections, port);
            load.proceed(warmUp);
            load.measuring = true;
            Duration time = load.proceed(measured);
            return new Sample(time, load.answers, load.failures, load.latencies);
        }
    }

    /**
     * Sends the first {@code number} requests, and more until all of those are answered; how long that took. What is
     * refused is sent again.
     *
     * @throws IOException if one in a hundred is refused
     */
    static Duration pour(IntFunction<ByteBuffer> requests, int number, int connections, int port) throws IOException {
        long begin = System.nanoTime();
        try (var load = new Load(i -> requests.apply(i % number), Selector.open())) {
            load.measuring = true;
            load.open(connections, port);
            while (load.answers < (long) number + connections) {
                load.proceed(TICK);
                if (load.failures * 100 > number) {
                    throw new IOException("%d of %d requests were answered, and %d refused; the last: %s"
                            .formatted(load.answers, number, load.failures, load.failure));
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void open(int connections, int port) throws IOException {
        for (int i = 0; i < connections; i++) {
            clients.add(connect(port));
        }
    }

    private Client connect(int port) throws IOException {
        return connect(port, asked++);
    }

    /** @param number of its first request */
    private Client connect(int port, int number) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var client = new Client(channel, port);
        channel.register(selector, SelectionKey.OP_READ, client);
        client.ask(number);
        return client;
    }

    /** Returns how long it really was. */
    private Duration proceed(Duration time) throws IOException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long now = begin;
        while (now - end < 0) {
            selector.select(key -> ((Client) key.attachment()).proceed(), Math.max(1, (end - now) / 1_000_000));
            now = System.nanoTime();
        }
        return Duration.ofNanos(now - begin);
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    private final class Client {
        private final Answer answer = new Answer();
        private final int port;
        private SocketChannel channel;
        private long askedAt;
        private int number;

        Client(SocketChannel channel, int port) {
            this.channel = channel;
            this.port = port;
        }

        private void ask(int next) throws IOException {
            number = next;
            ByteBuffer request = requests.apply(number);
            askedAt = System.nanoTime();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        private void proceed() {
            try {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    lost("the connection was closed");
                    return;
                }
                buffer.flip();
                if (answer.take(buffer)) {
                    ask(isRefused() ? number : asked++);
                }
            } catch (IOException | IllegalArgumentException e) {
                lost(e.toString());
            }
        }

        /** Counts the answer. */
        private boolean isRefused() {
            boolean refused = answer.status() >= 400;
            if (!measuring) {
                return refused;
            }
            if (refused) {
                failed("status %d after %d ms".formatted(answer.status(), (System.nanoTime() - askedAt) / 1_000_000));
            } else {
                answers++;
                latencies.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - askedAt));
            }
            return refused;
        }

        private void failed(String why) {
            failures++;
            failure = why;
        }

        /** The connection is lost; there is another. */
        private void lost(String why) {
            failed(why);
            try {
                channel.close();
                clients.remove(this);
                clients.add(connect(port, number));
            } catch (IOException e) {
                throw new UncheckedIOException("the server takes no connections any more", e);
            }
        }
    }
}
