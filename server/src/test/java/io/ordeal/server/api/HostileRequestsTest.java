package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.ordeal.server.keys.KeySpace;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HostileRequestsTest {

    private static final int ROUNDS = 20_000 * Integer.getInteger("ordeal.scale", 1);

    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "PUT", "POST", "DELETE", "PATCH", "");
    private static final List<String> STARTS = List.of("/v2/keys/", "/v2/keys", "/v2/keys?", "/v2/machines", "/", "");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "/",
            "/",
            "//",
            ".",
            "..",
            "%",
            "%2",
            "%2F",
            "%2f",
            "%00",
            "%ff",
            "%E2%80%A8",
            "%zz",
            "?",
            "&",
            "&",
            "=",
            "=",
            ";",
            "+",
            "_",
            "#",
            "\u00ff",
            "\u0000",
            "\r\n",
            "\u20ac",
            "value",
            "prevValue",
            "prevIndex=1",
            "&prevExist=false",
            "&prevExist=true",
            "&prevValue=1",
            "dir=true",
            "recursive=true",
            "wait=true",
            "waitIndex=3",
            "18446744073709551616",
            "\"",
            "<",
            "\\",
            "http://");

    private final SplittableRandom random = new SplittableRandom(6);

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private String noise() {
        var noise = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            noise.append(any(PIECES));
        }
        return noise.toString();
    }

    private Request next() {
        String target = any(STARTS) + noise();
        if (random.nextBoolean()) {
            return Request.form(any(METHODS), target, noise());
        }
        byte[] body = new byte[random.nextInt(20)];
        random.nextBytes(body);
        var headers = new TreeMap<>(Request.form("PUT", "/", "").headers());
        return new Request(any(METHODS), target, headers, body);
    }

    @Test
    void everyRequestHasAnAnswerAndEveryRefusalLeavesNoTrace() throws IOException {
        var member = new Member();
        var statuses = new TreeMap<Integer, Integer>();
        for (int round = 0; round < ROUNDS; round++) {
            Request request = next();
            KeySpace before = member.keys();
            Response response = member.send(request);
            statuses.merge(response.status(), 1, Integer::sum);
            assertThat(response.headers().values())
                    .as(request.toString())
                    .noneMatch(value -> value.chars().anyMatch(character -> character < ' '));
            if ("application/json".equals(response.headers().get("Content-Type"))) {
                assertIsJson(response.body());
            }
            if (response.status() >= 300) {
                assertThat(member.keys()).as(request.toString()).isSameAs(before);
            }
        }
        assertThat(statuses.keySet()).containsExactly(200, 201, 301, 400, 403, 404, 405, 412);
    }

    private static void assertIsJson(byte[] body) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
        }
    }
}
