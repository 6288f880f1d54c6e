package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.keys.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Conversations with a fresh node about users and roles. Their answers are those of a real etcd 3.4.23, but that patterns
 * and roles are told sorted, each once, and as an empty list where etcd tells null; a request that says who its client is
 * ends in {@code @user:password}.
 */
class AuthTest {

    private final Hermit node = new Hermit();

    private static Request request(String line) {
        int who = line.lastIndexOf(" @");
        String plain = who < 0 ? line : line.substring(0, who);
        String[] parts = plain.split(" ", 3);
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/x-www-form-urlencoded");
        if (who >= 0) {
            headers.put("authorization", basic(line.substring(who + 2)));
        }
        String body = parts.length == 3 ? parts[2] : "";
        return new Request(parts[0], parts[1], headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private Response ask(String line) {
        return response(node.ask(request(line)));
    }

    private static Response response(List<Reply> replies) {
        assertThat(replies).hasSize(1);
        return ((Reply.Whole) replies.getFirst()).response();
    }

    private static String text(Response response) {
        return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }

    private record Exchange(String request, String answer) {}

    @TestFactory
    Stream<DynamicTest> answersAsEtcdDoes() {
        var conversations = new ArrayList<DynamicTest>();
        for (String conversation : read().split("\n\n", -1)) {
            String[] lines = conversation.strip().split("\n", -1);
            var exchanges = new ArrayList<Exchange>();
            for (int line = 1; line < lines.length; line += 2) {
                exchanges.add(new Exchange(lines[line], lines[line + 1].strip()));
            }
            conversations.add(DynamicTest.dynamicTest(lines[0].substring(2), () -> new AuthTest().hold(exchanges)));
        }
        return conversations.stream();
    }

    private void hold(List<Exchange> exchanges) {
        for (Exchange exchange : exchanges) {
            assertThat(text(ask(exchange.request())).strip())
                    .as(exchange.request())
                    .isEqualTo(exchange.answer());
        }
    }

    private static String read() {
        try (InputStream stream = AuthTest.class.getResourceAsStream("auth.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enable() {
        ask("PUT /v2/auth/users/root {\"user\":\"root\",\"password\":\"rp\"}");
        ask("PUT /v2/auth/users/u {\"user\":\"u\",\"password\":\"p\",\"roles\":[\"r\"]}");
        ask("PUT /v2/auth/roles/r {\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":[\"/*\"],\"write\":[\"/*\"]}}}");
        assertThat(ask("PUT /v2/auth/enable").status()).isEqualTo(200);
    }

    @Test
    void answersCarryTheClusterButRefusalsOfStrangersDoNotHdr03() {
        var json = Map.of("Content-Type", "application/json");
        Response answer = ask("GET /v2/auth/enable");
        assertThat(answer.headers())
                .containsAllEntriesOf(json)
                .containsKey("X-Etcd-Cluster-Id")
                .hasSize(2);
        assertThat(ask("PUT /v2/auth/enable").headers()).isEqualTo(answer.headers());
        enable();
        assertThat(ask("GET /v2/auth/users").headers()).isEqualTo(json);
        assertThat(ask("GET /v2/auth/users/a/b").headers()).isEqualTo(json);
    }

    @Test
    void jsonEndsInANewlineAndMessagesDoNotErr900() {
        assertThat(text(ask("GET /v2/auth/enable"))).endsWith("}\n");
        assertThat(text(ask("PUT /v2/auth/enable"))).endsWith("}");
    }

    @Test
    void credentialsThatAreNotUnderstoodAreWrongOnesAuth06() {
        enable();
        for (String header : List.of("Bearer x", "Basic %%%", "Basic " + "dQ==", "basic", "x")) {
            var headers = new TreeMap<>(Map.of("authorization", header));
            Response response = response(node.ask(new Request("GET", "/v2/keys/x", headers, new byte[0])));
            assertThat(response.status()).as(header).isEqualTo(401);
        }
        var spelled = new TreeMap<>(Map.of("authorization", "bASIC dTpw"));
        assertThat(response(node.ask(new Request("GET", "/v2/keys/x", spelled, new byte[0])))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void passwordsAreHashedWithSaltAndTheHashIsReplicatedAuth07() {
        ask("PUT /v2/auth/users/a {\"user\":\"a\",\"password\":\"same\"}");
        ask("PUT /v2/auth/users/b {\"user\":\"b\",\"password\":\"same\"}");
        List<String> hashes = node.machine().auth().users().values().stream()
                .map(user -> user.hash().toString())
                .toList();
        assertThat(hashes).hasSize(2).doesNotHaveDuplicates().allMatch(hash -> hash.endsWith(" of same"));
    }

    @Test
    void changesConsumeIndicesAndRefusalsDoNotAuth07() {
        ask("PUT /v2/keys/x value=1");
        enable();
        ask("PUT /v2/auth/enable @root:rp");
        assertThat(node.machine().keys().index()).isEqualTo(5);
        assertThat(node.machine().history().last()).isEqualTo(5);
        assertThat(text(ask("PUT /v2/keys/x value=2 @u:p"))).contains("\"modifiedIndex\":6");
        var watch = node.ask(request("GET /v2/keys/?wait=true&recursive=true&waitIndex=2 @u:p"));
        assertThat(((Reply.Part) watch.get(1)).bytes()).asString().contains("\"modifiedIndex\":6");
    }

    @Test
    void aWatchIsAskedForTooAuth06() {
        enable();
        ask("PUT /v2/auth/roles/guest {\"role\":\"guest\",\"revoke\":{\"kv\":{\"read\":[\"/*\"]}}} @root:rp");
        assertThat(response(node.ask(request("GET /v2/keys/x?wait=true"))).status())
                .isEqualTo(401);
        assertThat(node.ask(request("GET /v2/keys/x?wait=true @u:p")).getFirst())
                .isInstanceOf(Reply.Head.class);
    }

    @Test
    void whatIsTakenAwayWhileThePasswordIsLookedAtDoesNotCount() {
        enable();
        List<Reply> write = node.begin(request("PUT /v2/keys/x value=1 @u:p"));
        assertThat(write).isEmpty();
        node.decree(new AuthCommand.DeleteRole(Text.of("r")));
        node.settle();
        assertThat(response(write).status()).isEqualTo(401);
    }

    @Test
    void aPasswordThatChangesWhileTheOldOneIsLookedAtDoesNotCount() {
        enable();
        List<Reply> read = node.begin(request("GET /v2/keys/x @u:p"));
        var nobody = new TreeSet<Text>();
        node.decree(new AuthCommand.PutUser(Text.of("u"), Optional.of(Text.of("0 of other")), nobody, nobody, nobody));
        node.settle();
        assertThat(response(read).status()).isEqualTo(401);
    }

    @Test
    void theResultOfALateLookIsNotNeededOnceNobodyIsAskedAnyMore() {
        enable();
        List<Reply> read = node.begin(request("GET /v2/keys/x @u:p"));
        node.decree(new AuthCommand.DeleteRole(Text.of("r")));
        node.decree(new AuthCommand.Disable());
        node.settle();
        assertThat(response(read).status()).isEqualTo(404);
    }

    @Test
    void whoIsLookedAtWhenTheNodeStopsIsNotLetThrough() {
        enable();
        List<Reply> right = node.begin(request("PUT /v2/keys/x value=1 @u:p"));
        List<Reply> wrong = node.begin(request("PUT /v2/keys/x value=1 @u:q"));
        long index = node.machine().keys().index();
        node.stop();
        node.settle();
        assertThat(right).isEmpty();
        assertThat(wrong).isEmpty();
        assertThat(node.machine().keys().index()).isEqualTo(index);
    }
}
