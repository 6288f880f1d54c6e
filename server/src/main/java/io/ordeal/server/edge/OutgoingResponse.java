package io.ordeal.server.edge;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.ordeal.server.api.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers as they go onto the wire. */
final class OutgoingResponse {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private OutgoingResponse() {}

    static FullHttpResponse of(Response response, IncomingRequest.Manner manner) {
        var status = HttpResponseStatus.valueOf(response.status());
        boolean bodiless = response.status() == 204 || response.status() == 304;
        byte[] body = manner.isHead() || bodiless ? new byte[0] : response.body();
        var out = new DefaultFullHttpResponse(manner.version(), status, Unpooled.wrappedBuffer(body));
        putHeaders(response, out.headers());
        if (!bodiless) {
            out.headers().set("Content-Length", response.body().length);
        }
        putConnection(manner.version(), manner.keepAlive(), out.headers());
        return out;
    }

    /** The head of an answer whose body follows in parts. */
    static HttpResponse head(Response response, IncomingRequest.Manner manner) {
        var out = new DefaultHttpResponse(manner.version(), HttpResponseStatus.valueOf(response.status()));
        putHeaders(response, out.headers());
        if (manner.version().equals(HttpVersion.HTTP_1_1)) {
            out.headers().set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
        }
        putConnection(manner.version(), manner.keepsAliveInParts(), out.headers());
        return out;
    }

    private static void putHeaders(Response response, HttpHeaders headers) {
        response.headers().forEach(headers::set);
        headers.set("Date", DATE.format(Instant.now()));
    }

    private static void putConnection(HttpVersion version, boolean keepAlive, HttpHeaders headers) {
        if (!keepAlive) {
            headers.set("Connection", HttpHeaderValues.CLOSE);
        } else if (version.equals(HttpVersion.HTTP_1_0)) {
            headers.set("Connection", HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /** An answer to something that is no proper request; the connection ends with it. */
    static FullHttpResponse refusal(HttpResponseStatus status) {
        byte[] body = status.toString().getBytes(StandardCharsets.US_ASCII);
        var out = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        out.headers()
                .set("Content-Type", "text/plain; charset=utf-8")
                .set("Content-Length", body.length)
                .set("Connection", HttpHeaderValues.CLOSE);
        return out;
    }

    /** Nothing was done with the request; it may be sent again. */
    static Response overloaded() {
        var headers = new TreeMap<>(Map.of("Content-Type", "text/plain; charset=utf-8", "Retry-After", "1"));
        return new Response(503, headers, "too many requests in flight\n".getBytes(StandardCharsets.US_ASCII));
    }
}
