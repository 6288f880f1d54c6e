package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GEN-11. */
class FormalitiesTest {

    private static HttpRequest head(HttpVersion version, String... headers) {
        var head = new DefaultHttpRequest(version, HttpMethod.PUT, "/");
        for (String header : headers) {
            String[] parts = header.split(": ?", 2);
            head.headers().add(parts[0], parts[1]);
        }
        return head;
    }

    private static HttpRequest head(String... headers) {
        return head(HttpVersion.HTTP_1_1, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "127.0.0.1:4001", "[::1]:4001", "a.b-c_d~e", ""})
    void aHostIsWelcome(String host) {
        assertThat(Formalities.refusal(head("Host: " + host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "\u00e4", "\u00ff", "a\tb", "a@b", "a?b"})
    void whatCannotBeAHostIsBad(String host) {
        assertThat(Formalities.refusal(head("Host: " + host))).contains(HttpResponseStatus.BAD_REQUEST);
        assertThat(Formalities.refusal(head(HttpVersion.HTTP_1_0, "Host: " + host)))
                .contains(HttpResponseStatus.BAD_REQUEST);
    }

    @Test
    void thereIsOneHost() {
        assertThat(Formalities.refusal(head())).contains(HttpResponseStatus.BAD_REQUEST);
        assertThat(Formalities.refusal(head("Host: a", "Host: a"))).contains(HttpResponseStatus.BAD_REQUEST);
    }

    @Test
    void inOldHttpTheHostMayBeMissing() {
        assertThat(Formalities.refusal(head(HttpVersion.HTTP_1_0))).isEmpty();
    }

    @Test
    void onlyHttpOneIsUnderstood() {
        assertThat(Formalities.refusal(head(HttpVersion.valueOf("HTTP/2.0"), "Host: a")))
                .contains(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
        assertThat(Formalities.refusal(head(HttpVersion.valueOf("HTTP/1.2"), "Host: a")))
                .isEmpty();
    }

    @Test
    void nothingElseCanBeExpectedThanAGoAhead() {
        assertThat(Formalities.refusal(head("Host: a", "Expect: 100-Continue"))).isEmpty();
        assertThat(Formalities.refusal(head("Host: a", "Expect: "))).isEmpty();
        assertThat(Formalities.refusal(head("Host: a", "Expect: x"))).contains(HttpResponseStatus.EXPECTATION_FAILED);
        assertThat(Formalities.refusal(head(HttpVersion.HTTP_1_0, "Expect: x")))
                .contains(HttpResponseStatus.EXPECTATION_FAILED);
    }

    @Test
    void aGoAheadIsGivenForABodyInNewHttp() {
        assertThat(Formalities.awaitsGoAhead(head("Expect: 100-continue", "Content-Length: 1")))
                .isTrue();
        assertThat(Formalities.awaitsGoAhead(head("Expect: 100-continue", "Transfer-Encoding: chunked")))
                .isTrue();
        assertThat(Formalities.awaitsGoAhead(head("Expect: 100-continue", "Content-Length: 0")))
                .isFalse();
        assertThat(Formalities.awaitsGoAhead(head("Expect: 100-continue"))).isFalse();
        assertThat(Formalities.awaitsGoAhead(head("Content-Length: 1"))).isFalse();
        assertThat(Formalities.awaitsGoAhead(head(HttpVersion.HTTP_1_0, "Expect: 100-continue", "Content-Length: 1")))
                .isFalse();
    }
}
