package io.ordeal.harness.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final String STREAM = String.join(
            "",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\ncontent-length:0\r\n\r\n",
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n",
            "HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\n\r\n");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
    void answersAreToldApartHoweverTheyAreCut(int piece) {
        assertThat(statuses(STREAM, piece)).containsExactly(200, 404, 201, 500);
    }

    @Test
    void anAnswerIsNotOverBeforeItsEnd() {
        for (int length = 0; length < STREAM.indexOf("HTTP", 1); length++) {
            assertThat(statuses(STREAM.substring(0, length), 1000)).isEmpty();
        }
    }

    @Test
    void whatMakesNoSenseIsNoAnswer() {
        for (String bytes : List.of("HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(10_000))) {
            assertThatThrownBy(() -> statuses(bytes, 1000)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Integer> statuses(String stream, int piece) {
        var answer = new Answer();
        var statuses = new ArrayList<Integer>();
        byte[] bytes = stream.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length; from += piece) {
            var part = ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from));
            while (answer.take(part)) {
                statuses.add(answer.status());
            }
        }
        return statuses;
    }
}
