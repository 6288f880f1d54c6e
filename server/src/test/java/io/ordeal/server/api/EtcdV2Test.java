package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.Node;
import io.ordeal.server.keys.Query;
import io.ordeal.server.keys.Scope;
import io.ordeal.server.keys.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtcdV2Test {

    private static final EtcdV2 API = new EtcdV2(Member.CLUSTER);
    private static final Wire MALFORMED = Wire.text(400, "400 Bad Request");

    private static Wire answer(Request request) {
        return Wire.of(((Intent.Answer) API.interpret(request, Member.START)).response());
    }

    private static Wire answer(String method, String target) {
        return answer(Request.of(method, target));
    }

    private static Wire refused(int number, String message, String cause) {
        return Wire.error(
                400,
                0,
                "{\"errorCode\":" + number + ",\"message\":\"" + message + "\",\"cause\":\"" + cause
                        + "\",\"index\":0}");
    }

    private static Request put(String contentType, byte[] body) {
        return new Request("PUT", "/v2/keys/x", new TreeMap<>(Map.of("content-type", contentType)), body);
    }

    private static Intent set(String key, String value) {
        return new Intent.Write(new Command.Set(Key.of(key), Optional.of(Text.of(value)), Node.NEVER), false);
    }

    @Nested
    class Routing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/v2",
                    "/v2/",
                    "/v2/keysx",
                    "/v2/stats",
                    "/v2/stats/nope",
                    "/v2/membersx",
                    "/v2/machines/",
                    "/v2/auth",
                    "/v2/auth/nope",
                    "/v1/keys/x",
                    "/health/",
                    "/nope?x=%zz"
                })
        void unknownPathsAreNotFoundGen01(String target) {
            assertThat(answer("GET", target))
                    .isEqualTo(Wire.text(404, "404 page not found\n").with("X-Content-Type-Options", "nosniff"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "PATCH /v2/keys/x HEAD,GET,PUT,POST,DELETE",
                    "get /v2/keys/x HEAD,GET,PUT,POST,DELETE",
                    "OPTIONS /v2/keys?a=%zz HEAD,GET,PUT,POST,DELETE",
                    "PUT /v2/machines GET,HEAD",
                    "HEAD /health GET",
                    "POST /version GET",
                    "DELETE /v2/stats/self GET",
                    "PUT /v2/leader GET",
                    "PUT /v2/peers GET,HEAD",
                    "HEAD /v2/stats/leader GET",
                    "POST /v2/stats/store GET"
                })
        void otherMethodsAreNotAllowedGen02(String method, String target, String allowed) {
            assertThat(answer(method, target))
                    .isEqualTo(Wire.text(405, "Method Not Allowed\n")
                            .with("X-Content-Type-Options", "nosniff")
                            .with("Allow", allowed));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "//v2/keys/x /v2/keys/x",
                    "/v2/keys//a/../b%20c?q=1 /v2/keys/b%20c?q=1",
                    "/v2/keys/./x /v2/keys/x",
                    "/v2/keys/x/. /v2/keys/x",
                    "/v2/keys/x// /v2/keys/x/",
                    "/v2/keys/%2e%2e/%2E%2E/../etc/passwd /etc/passwd",
                    "/v2/keys/../../../.. /",
                    "/v2/keys/a%2F%2Fb /v2/keys/a/b",
                    "/v2/keys//%0d%0aX:%20y /v2/keys/%0D%0AX:%20y"
                })
        void uncleanPathsMoveToCleanOnesGen03(String target, String clean) {
            assertThat(answer("PUT", target)).isEqualTo(new Wire(301, Map.of("Location", clean), ""));
        }

        @Test
        void whoReadsIsToldInAPageWhereAnUncleanPathMovesGen03() {
            var headers = Map.of("Location", "/v2/keys/x?a=<&%22'\"", "Content-Type", "text/html; charset=utf-8");
            String page = "<a href=\"/v2/keys/x?a=&lt;&amp;%22&#39;&#34;\">Moved Permanently</a>.\n\n";
            assertThat(answer("GET", "/v2//keys/x?a=<&%22'\"")).isEqualTo(new Wire(301, headers, page));
            assertThat(answer("HEAD", "/v2//keys/x?a=<&%22'\"")).isEqualTo(new Wire(301, headers, page));
            assertThat(answer("GET", "/v2//keys/x?\u00c3\u00bc").headers())
                    .containsEntry("Location", "/v2/keys/x?%c3%bc");
            assertThat(answer("GET", "/v2//keys/x?\u00c3\u00bc").body()).contains("/v2/keys/x?ü\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v2/keys/%zz",
                    "/v2/keys/%",
                    "/v2/keys/%4",
                    "v2/keys/x",
                    "",
                    "*",
                    "?",
                    "/v2/keys/\u0000",
                    "/v2/keys/a b",
                    "/v2/keys/\r\n",
                    "/v2/keys/\u20ac",
                    "/v2/keys/\u007f"
                })
        void whatIsNoTargetIsMalformedGen04(String target) {
            assertThat(answer("GET", target)).isEqualTo(MALFORMED);
        }

        @Test
        void aTargetMayNameTheHost() {
            assertThat(API.interpret(Request.of("GET", "http://127.0.0.1:4001/v2/keys/x?recursive=true"), Member.START))
                    .isEqualTo(new Intent.Read(new Query(Key.of("/x"), true), false));
            assertThat(answer("GET", "http://127.0.0.1:4001").status()).isEqualTo(404);
        }

        @Test
        void bytesOfTheTargetArriveAsTheyAre() {
            assertThat(API.interpret(Request.of("GET", "/v2/keys/\u00c3\u00bc"), Member.START))
                    .isEqualTo(new Intent.Read(new Query(Key.of("/ü"), false), false));
        }

        @Test
        void quorumReadsAreLinearizableButNotHeadGet08Gen09() {
            var query = new Query(Key.of("/x"), false);
            assertThat(API.interpret(Request.of("GET", "/v2/keys/x?quorum=true"), Member.START))
                    .isEqualTo(new Intent.Read(query, true));
            assertThat(API.interpret(Request.of("HEAD", "/v2/keys/x?quorum=true"), Member.START))
                    .isEqualTo(new Intent.Read(query, false));
        }
    }

    @Nested
    class Watches {

        private static Intent get(String query) {
            return API.interpret(Request.of("GET", "/v2/keys/x?" + query), Member.START);
        }

        private static Intent watch(boolean recursive, boolean stream, long from) {
            return new Intent.Watch(new Scope(Key.of("/x"), recursive), stream, from);
        }

        @Test
        void aGetThatWaitsIsAWatchWat01Wat06Wat09() {
            assertThat(get("wait=true")).isEqualTo(watch(false, false, 0));
            assertThat(get("wait=1&recursive=true&stream=true&waitIndex=007")).isEqualTo(watch(true, true, 7));
            assertThat(get("wait=true&waitIndex=0")).isEqualTo(watch(false, false, 0));
            assertThat(get("wait=true&waitIndex=18446744073709551615")).isEqualTo(watch(false, false, Long.MAX_VALUE));
        }

        @Test
        void withoutWaitOrWithAQuorumItIsARead() {
            var query = new Query(Key.of("/x"), true);
            assertThat(get("stream=true&recursive=true&waitIndex=7")).isEqualTo(new Intent.Read(query, false));
            assertThat(get("wait=true&quorum=true&recursive=true")).isEqualTo(new Intent.Read(query, true));
        }

        @ParameterizedTest
        @ValueSource(strings = {"HEAD", "PUT", "POST", "DELETE"})
        void onlyAGetCanWaitGen09Prm03(String method) {
            assertThat(answer(method, "/v2/keys/x?wait=true"))
                    .isEqualTo(refused(209, "Invalid field", "\\\"wait\\\" can only be used with GET requests"));
        }
    }

    @Nested
    class Bodies {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/x-www-form-urlencoded",
                    "application/x-www-form-urlencoded; charset=UTF-8",
                    "Application/X-WWW-Form-Urlencoded ;charset=utf-8"
                })
        void formsAreReadGen06(String type) {
            assertThat(API.interpret(put(type, "value=1".getBytes(StandardCharsets.UTF_8)), Member.START))
                    .isEqualTo(set("/x", "1"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x", ""})
        void otherBodiesAreIgnoredGen06(String type) {
            assertThat(API.interpret(put(type, "value=%zz".getBytes(StandardCharsets.UTF_8)), Member.START))
                    .isEqualTo(set("/x", ""));
        }

        @Test
        void aBodyOfATypeThatIsNoneIsRefusedGen06Gen07() {
            byte[] body = "value=%zz".getBytes(StandardCharsets.UTF_8);
            assertThat(answer(put(";", body))).isEqualTo(refused(210, "Invalid POST form", "mime: no media type"));
            assertThat(answer(put("application/x-www-form-urlencoded; charset", body)))
                    .isEqualTo(refused(210, "Invalid POST form", "mime: invalid media parameter"));
            var delete = new Request("DELETE", "/v2/keys/x", put(";", body).headers(), body);
            assertThat(API.interpret(delete, Member.START)).isInstanceOf(Intent.Write.class);
        }

        @Test
        void aBodyWithoutATypeIsIgnoredGen06() {
            var request =
                    new Request("PUT", "/v2/keys/x", new TreeMap<>(), new byte[] {'v', 'a', 'l', 'u', 'e', '=', '1'});
            assertThat(API.interpret(request, Member.START)).isEqualTo(set("/x", ""));
        }

        @Test
        void aFormOfTenMebibytesIsTakenAndALongerOneRefusedGen07() {
            byte[] body = new byte[10 << 20];
            Arrays.fill(body, (byte) 'a');
            System.arraycopy("value=".getBytes(StandardCharsets.UTF_8), 0, body, 0, 6);
            assertThat(API.interpret(put("application/x-www-form-urlencoded", body), Member.START))
                    .isEqualTo(set("/x", "a".repeat(body.length - 6)));
            assertThat(answer(put("application/x-www-form-urlencoded", Arrays.copyOf(body, body.length + 1))))
                    .isEqualTo(refused(210, "Invalid POST form", "http: POST too large"));
        }

        @Test
        void tenMebibytesOfSeparatorsAreNothing() {
            byte[] body = new byte[10 << 20];
            Arrays.fill(body, (byte) '&');
            assertThat(API.interpret(put("application/x-www-form-urlencoded", body), Member.START))
                    .isEqualTo(set("/x", ""));
        }
    }

    @Nested
    class Refusals {

        @Test
        void deepKeysAreRefusedByName() {
            String deepest = "/a".repeat(Key.DEPTH_MAX);
            assertThat(API.interpret(Request.form("PUT", "/v2/keys" + deepest, "value=1"), Member.START))
                    .isEqualTo(set(deepest, "1"));
            assertThat(answer("GET", "/v2/keys" + deepest + "/a"))
                    .isEqualTo(refused(209, "Invalid field", "the key has more than 500 components"));
            assertThat(answer("PUT", "/v2/keys" + "/a".repeat(1_000_000)))
                    .isEqualTo(refused(209, "Invalid field", "the key has more than 500 components"));
            assertThat(answer("POST", "/v2/keys" + deepest))
                    .isEqualTo(refused(209, "Invalid field", "the key has more than 499 components"));
        }

        @Test
        void aRequestWithoutResultIsAnInternalErrorErr300() {
            assertThat(Wire.of(API.failed("etcdserver: request timed out")))
                    .isEqualTo(Wire.error(
                            500,
                            0,
                            "{\"errorCode\":300,\"message\":\"Raft Internal Error\","
                                    + "\"cause\":\"etcdserver: request timed out\",\"index\":0}"));
        }
    }

    @Test
    void aTreeAsDeepAsAllowedCanBeListedAndDeleted() {
        var member = new Member();
        String deepest = "/a".repeat(Key.DEPTH_MAX);
        assertThat(member.send(Request.form("PUT", "/v2/keys" + deepest, "value=1"))
                        .status())
                .isEqualTo(201);
        String listing = Wire.of(member.send(Request.of("GET", "/v2/keys?recursive=true")))
                .body();
        assertThat(listing).contains("\"key\":\"" + deepest + "\",\"value\":\"1\"");
        assertThat(member.send(Request.of("DELETE", "/v2/keys/a?recursive=true"))
                        .status())
                .isEqualTo(200);
        assertThat(member.send(Request.form("POST", "/v2/keys" + deepest.substring(2), "value=1"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aValueOfOneMebibyteComesBackGen07() {
        var member = new Member();
        String value = "0123456789abcdef".repeat(1 << 16);
        assertThat(member.send(Request.form("PUT", "/v2/keys/x", "value=" + value))
                        .status())
                .isEqualTo(201);
        assertThat(Wire.of(member.send(Request.of("GET", "/v2/keys/x"))).body())
                .isEqualTo("{\"action\":\"get\",\"node\":{\"key\":\"/x\",\"value\":\"" + value
                        + "\",\"modifiedIndex\":1,\"createdIndex\":1}}\n");
    }
}
