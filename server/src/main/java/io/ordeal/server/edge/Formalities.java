package io.ordeal.server.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import java.util.Optional;

/** What a request must be like before anybody asks what it wants. */
final class Formalities {

    private static final String HOST_MARKS = "!$%&()*+,-.:;=[']_~";

    private Formalities() {}

    /** What it is to be refused with, if it must be; what follows it cannot be understood then. */
    static Optional<HttpResponseStatus> refusal(HttpRequest head) {
        if (head.protocolVersion().majorVersion() != 1) {
            return Optional.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
        }
        if (!hasProperHost(head)) {
            return Optional.of(HttpResponseStatus.BAD_REQUEST);
        }
        String expectation = head.headers().get(HttpHeaderNames.EXPECT, "");
        return expectation.isEmpty() || HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)
                ? Optional.empty()
                : Optional.of(HttpResponseStatus.EXPECTATION_FAILED);
    }

    /** Says whether its client waits for a word before it sends the body (RFC 9110, 10.1.1). */
    static boolean awaitsGoAhead(HttpRequest head) {
        return HttpUtil.is100ContinueExpected(head)
                && (HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0) > 0);
    }

    /** One, but in HTTP/1.0, where it may be missing; and no name that cannot be a host's (RFC 9112, 3.2). */
    private static boolean hasProperHost(HttpRequest head) {
        List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
        boolean mayBeMissing = head.protocolVersion().minorVersion() == 0;
        return hosts.isEmpty()
                ? mayBeMissing
                : hosts.size() == 1 && hosts.getFirst().chars().allMatch(Formalities::mayStandInHost);
    }

    private static boolean mayStandInHost(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || HOST_MARKS.indexOf(character) >= 0);
    }
}
