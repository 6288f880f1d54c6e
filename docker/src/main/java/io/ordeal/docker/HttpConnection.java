package io.ordeal.docker;

import io.ordeal.nemesis.cluster.Wire;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection that speaks just enough HTTP/1.1. Its own, since it must be known for certain whether anything of a
 * request was sent: nothing is before {@link #connect} is done, nothing is ever sent twice.
 */
final class HttpConnection implements AutoCloseable {

    private final InetSocketAddress node;
    private final SocketChannel channel = SocketChannel.open();
    private final Duration limit;
    private InputStream in = InputStream.nullInputStream();
    private boolean spent;

    /**
     * Not connected yet, so that it can be closed while it connects.
     *
     * @param limit on connecting, and on waiting for each part of an answer; zero for none
     */
    HttpConnection(InetSocketAddress node, Duration limit) throws IOException {
        this.node = node;
        this.limit = limit;
    }

    void connect() throws IOException {
        int millis = Math.toIntExact(limit.toMillis());
        channel.socket().setTcpNoDelay(true);
        channel.socket().setSoTimeout(millis);
        channel.socket().connect(node, millis);
        in = new BufferedInputStream(channel.socket().getInputStream());
    }

    /** Whether no further request can be sent on it, as far as can be seen from here. */
    boolean stale() throws IOException {
        if (spent || !channel.isOpen()) {
            return true;
        }
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Sends a request and waits for its answer. When this fails, the node may have got it all the same. */
    Wire.Reply.Answered exchange(Wire.Call call) throws IOException {
        spent = true;
        ByteBuffer request = ByteBuffer.wrap(request(call).getBytes(StandardCharsets.UTF_8));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        HttpAnswer answer = HttpAnswer.read(in, call.method().equals("HEAD"));
        spent = !answer.reusable();
        return answer.reply();
    }

    private String request(Wire.Call call) {
        int length = call.form().getBytes(StandardCharsets.UTF_8).length;
        String type = length == 0 ? "" : "Content-Type: application/x-www-form-urlencoded\r\n";
        return "%s %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: */*\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(
                        call.method(),
                        call.target(),
                        node.getAddress().getHostAddress(),
                        node.getPort(),
                        type,
                        length,
                        call.form());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The end of a stream, where more was to come. */
    static EOFException cutShort() {
        return new EOFException("the connection ended before the answer did");
    }
}
