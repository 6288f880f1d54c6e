package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with a fresh node, n1, about members. */
class MembersTest {

    private static final String JSON = "application/json";
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"(\\w{1,16})\",\"name\":\"\"");

    private final Hermit node = new Hermit();

    private Response ask(String method, String target, String type, String body) {
        var headers = new TreeMap<String, String>();
        if (!type.isEmpty()) {
            headers.put("content-type", type);
        }
        List<Reply> replies = node.ask(new Request(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
        assertThat(replies).hasSize(1);
        return ((Reply.Whole) replies.getFirst()).response();
    }

    private static String text(Response response) {
        return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }

    private String post(String body) {
        return text(ask("POST", "/v2/members", JSON, body));
    }

    private static String urls(String... urls) {
        return "{\"peerURLs\":[\"" + String.join("\",\"", urls) + "\"]}";
    }

    private String added(String... urls) {
        Matcher id = ID.matcher(post(urls(urls)).substring("201 ".length()));
        assertThat(id.lookingAt()).isTrue();
        return id.group(1);
    }

    private String n1() {
        Matcher id = Pattern.compile("\"id\":\"(\\w+)\",\"name\":\"n1\"").matcher(members());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private String members() {
        return text(ask("GET", "/v2/members", "", ""));
    }

    @Test
    void aMemberIsAddedMem01Mem03() {
        Response response = ask("POST", "/v2/members", JSON, urls("http://h:2", " http://h:1 "));
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers()).containsKeys("X-Etcd-Cluster-Id").containsEntry("Content-Type", JSON);
        Matcher id = ID.matcher(body);
        assertThat(id.lookingAt()).isTrue();
        String told = "{\"id\":\"" + id.group(1)
                + "\",\"name\":\"\",\"peerURLs\":[\"http://h:1\",\"http://h:2\"],\"clientURLs\":[]}";
        assertThat(body).isEqualTo(told + "\n");
        assertThat(members()).contains(told, "\"name\":\"n1\"");
        assertThat(text(ask("GET", "/v2/machines", "", ""))).isEqualTo("200 http://n1:4001");

        node.starts(id.group(1));
        assertThat(members()).contains("\"name\":\"later\"", "\"clientURLs\":[\"http://later:4001\"]");
        assertThat(text(ask("GET", "/v2/machines", "", ""))).isEqualTo("200 http://later:4001, http://n1:4001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", " Application/JSON ;x"})
    void takesJsonMem03(String type) {
        assertThat(ask("POST", "/v2/members/whatever", type, "{\"PEERurls\":[\"http://h:1\"],\"name\":{\"x\":[]}}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "text/plain; x=1,text/plain", "Application/JSON,Application/JSON"})
    void takesNothingElseMem04(String type, String told) {
        String refusal = "415 {\"message\":\"Bad Content-Type " + told + ", accept application/json\"}";
        assertThat(text(ask("POST", "/v2/members", type, urls("http://h:1")))).isEqualTo(refusal);
        assertThat(text(ask("PUT", "/v2/members/" + n1(), type, urls("http://h:1"))))
                .isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{} {}",
                "{\"peerURLs\":\"http://h:1\"}",
                "{\"peerURLs\":[1]}",
                "{\"peerURLs\":[\"http://h:x\"]}x"
            })
    void takesOnlyWhatItCanReadMem04(String body) {
        assertThat(post(body)).startsWith("400 {\"message\":\"");
        assertThat(members()).doesNotContain("\"name\":\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"peerURLs\":null}", "{\"peerURLs\":[]}", "{\"other\":[\"http://h:1\"]}"})
    void wantsUrlsMem04(String body) {
        assertThat(post(body)).isEqualTo("400 {\"message\":\"no valid URLs given\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://h:1, 'URL scheme must be http, https, unix, or unixs: ftp://h:1'",
        "h, 'URL scheme must be http, https, unix, or unixs: h'",
        "localhost:1, 'URL scheme must be http, https, unix, or unixs: localhost:1'",
        "http://h, 'URL address does not have the form \\\"host:port\\\": http://h'",
        "http://[::1], 'URL address does not have the form \\\"host:port\\\": http://[::1]'",
        "http:h:1, 'URL address does not have the form \\\"host:port\\\": http:h:1'",
        "http://h:1/, 'URL must not contain a path: http://h:1/'",
        "https://h:1/a?b, 'URL must not contain a path: https://h:1/a?b'",
        "http://h h:1, 'URL cannot be read: http://h h:1'",
        "127.0.0.1:1, 'URL cannot be read: 127.0.0.1:1'",
        "http://h:x, 'URL cannot be read: http://h:x'",
        "http://h:1:2, 'URL address does not have the form \\\"host:port\\\": http://h:1:2'"
    })
    void wantsUrlsOfPeersMem04(String url, String message) {
        assertThat(post(urls("http://fine:1", url))).isEqualTo("400 {\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::1]:1", "HTTPS://h_x:1", "unix://h:1", "http://user@h:1?x", "http://h:"})
    void takesOtherUrlsAsEtcdDoesMem04(String url) {
        assertThat(post(urls(url))).startsWith("201 ").contains("\"peerURLs\":[\"" + url + "\"]");
    }

    @Test
    void aUrlThatIsTakenIsRefusedMem04() {
        assertThat(post(urls("http://x:1", "http://n1:7001")))
                .isEqualTo("409 {\"message\":\"membership: peerURL exists\"}");
    }

    @Test
    void tooFewThatHaveStartedAreNotMadeFewerMem04() {
        added("http://h:1");
        String refusal = "500 {\"message\":\"Internal Server Error\"}";
        assertThat(post(urls("http://h:2"))).isEqualTo(refusal);
        assertThat(post(urls("http://h:1")))
                .as("before it is looked whether it is taken")
                .isEqualTo(refusal);
        assertThat(text(ask("DELETE", "/v2/members/" + n1(), "", ""))).isEqualTo(refusal);
    }

    @Test
    void aMemberIsRemovedMem05() {
        String id = added("http://h:1");
        Response gone = ask("DELETE", "/v2/members/0" + id.toUpperCase(Locale.ROOT), "", "");
        assertThat(text(gone)).isEqualTo("204 ");
        assertThat(gone.headers()).containsKey("X-Etcd-Cluster-Id").doesNotContainKey("Content-Type");
        assertThat(members()).doesNotContain(id);
        assertThat(text(ask("DELETE", "/v2/members/" + id, "", "")))
                .isEqualTo("410 {\"message\":\"Member permanently removed: " + id + "\"}");
        assertThat(text(ask("PUT", "/v2/members/" + id, JSON, urls("http://h:2"))))
                .isEqualTo("500 {\"message\":\"Internal Server Error\"}");
        assertThat(added("http://h:1")).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0007, 7",
        "ABC, abc",
        "xyz, xyz",
        "+7, +7",
        "7/8, 7/8",
        "leader, leader",
        "12345678123456781, 12345678123456781"
    })
    void thereIsNoSuchMemberMem05Mem06(String id, String told) {
        String refusal = "404 {\"message\":\"No such member: " + told + "\"}";
        assertThat(text(ask("DELETE", "/v2/members/" + id, "", ""))).isEqualTo(refusal);
        assertThat(text(ask("PUT", "/v2/members/" + id, JSON, urls("http://h:1"))))
                .isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /v2/members", "DELETE, /v2/members/", "PUT, /v2/members", "PUT, /v2/members/"})
    void aMemberMustBeNamedMem05(String method, String target) {
        Response response = ask(method, target, JSON, urls("http://h:1"));
        assertThat(text(response)).isEqualTo("405 Method Not Allowed\n");
        assertThat(response.headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .doesNotContainKey("Allow");
    }

    @Test
    void otherMethodsAreRefusedGen02() {
        for (String method : List.of("HEAD", "PATCH")) {
            Response response = ask(method, "/v2/members", "", "");
            assertThat(text(response)).isEqualTo("405 Method Not Allowed\n");
            assertThat(response.headers()).containsEntry("Allow", "GET,POST,DELETE,PUT");
        }
        assertThat(text(ask("GET", "/v2/membersx", "", ""))).startsWith("404 404 page");
    }

    @Test
    void aMemberMovesMem06() {
        String id = added("http://h:1");
        assertThat(text(ask("PUT", "/v2/members/" + id, JSON, urls("http://n1:7001"))))
                .isEqualTo("409 {\"message\":\"membership: peerURL exists\"}");
        assertThat(text(ask("PUT", "/v2/members/" + id, JSON, urls("http://h:1", "http://h:9"))))
                .isEqualTo("204 ");
        assertThat(members()).contains("\"id\":\"" + id + "\"", "\"peerURLs\":[\"http://h:1\",\"http://h:9\"]");
        String first = n1();
        assertThat(text(ask("PUT", "/v2/members/" + first, JSON, urls("http://m:1"))))
                .isEqualTo("204 ");
        assertThat(n1()).as("an id stays").isEqualTo(first);
    }

    @Test
    void onlyRootChangesMembersAuth06() {
        ask("PUT", "/v2/auth/users/root", "", "{\"user\":\"root\",\"password\":\"rp\"}");
        assertThat(ask("PUT", "/v2/auth/enable", "", "").status()).isEqualTo(200);
        String refusal = "401 {\"message\":\"Insufficient credentials\"}";
        assertThat(post(urls("http://h:1"))).isEqualTo(refusal);
        assertThat(post("{")).isEqualTo(refusal);
        assertThat(text(ask("DELETE", "/v2/members/7", "", ""))).isEqualTo(refusal);
        assertThat(text(ask("PUT", "/v2/members/7", "", ""))).isEqualTo(refusal);
        assertThat(text(ask("DELETE", "/v2/members", "", ""))).isEqualTo(refusal);
        assertThat(members()).startsWith("200 ");
        assertThat(text(ask("GET", "/v2/members/7", "", ""))).startsWith("404 ");
        var root = new TreeMap<>(Map.of("content-type", JSON, "authorization", "Basic cm9vdDpycA=="));
        List<Reply> replies = node.ask(
                new Request("POST", "/v2/members", root, urls("http://h:1").getBytes(StandardCharsets.UTF_8)));
        assertThat(((Reply.Whole) replies.getFirst()).response().status()).isEqualTo(201);
    }

    /** Whoever waits when the member goes is told that it has stopped. */
    @Test
    void whoWaitsWhenTheMemberGoesIsAnswered() {
        assertThat(text(node.retiredWhile(Request.form("PUT", "/v2/keys/x", "value=1"))))
                .startsWith("500 {\"errorCode\":300")
                .contains("etcdserver: server stopped");
        assertThat(text(new Hermit()
                        .retiredWhile(new Request(
                                "POST",
                                "/v2/members",
                                new TreeMap<>(Map.of("content-type", JSON)),
                                urls("http://h:1").getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("500 {\"message\":\"Internal Server Error\"}");
    }
}
