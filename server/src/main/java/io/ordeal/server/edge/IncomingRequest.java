package io.ordeal.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.ordeal.server.api.Request;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request that is coming in. */
final class IncomingRequest {

    private final HttpRequest head;
    private final HttpLimits limits;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private long discarded;

    IncomingRequest(HttpRequest head, HttpLimits limits) {
        this.head = head;
        this.limits = limits;
    }

    /** Takes a piece of the body; false if the body is longer than can be borne. */
    boolean add(ByteBuf piece) {
        int kept = Math.min(piece.readableBytes(), limits.bodyBytes() - body.size());
        byte[] bytes = new byte[kept];
        piece.readBytes(bytes);
        body.writeBytes(bytes);
        discarded += piece.readableBytes();
        return discarded <= limits.discardedBytes();
    }

    /**
     * How an answer must look; all that is kept of a request while it waits for one.
     *
     * @param isHead there must be no body
     * @param keepAlive the connection may stay
     */
    record Manner(boolean isHead, HttpVersion version, boolean keepAlive) {

        /** Before HTTP/1.1 there was no other way to end a body of unknown length than to end the connection. */
        boolean keepsAliveInParts() {
            return keepAlive && version.equals(HttpVersion.HTTP_1_1);
        }
    }

    Manner manner() {
        HttpVersion version = head.protocolVersion().minorVersion() == 0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
        return new Manner(head.method().equals(HttpMethod.HEAD), version, HttpUtil.isKeepAlive(head));
    }

    Request toRequest() {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, String> header : head.headers()) {
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new Request(head.method().name(), target(head.uri()), headers, body.toByteArray());
    }

    /** Path and query; a proxy's absolute form loses scheme and host (RFC 9112, 3.2.2). */
    private static String target(String uri) {
        boolean absolute = uri.regionMatches(true, 0, "http://", 0, 7) || uri.regionMatches(true, 0, "https://", 0, 8);
        if (!absolute) {
            return uri;
        }
        int path = uri.indexOf('/', uri.indexOf("://") + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
