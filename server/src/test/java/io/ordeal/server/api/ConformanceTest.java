package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Conversations, each with a fresh key space, whose answers were recorded from a real etcd 3.4.23, with indices counted
 * from where the conversation began; only those with names made of indices are written by hand. A request is its
 * method, its target, and its form if it has one; below it stand the status, {@code X-Etcd-Index} and the body. All
 * other headers follow from these.
 */
class ConformanceTest {

    private static final List<String> SCRIPTS =
            List.of("get", "set", "exist", "compare", "delete", "post", "parameters", "text");

    private record Exchange(String request, String response) {}

    private record Conversation(String claim, List<Exchange> exchanges) {}

    @TestFactory
    Stream<DynamicContainer> answersAsEtcdDoes() {
        return SCRIPTS.stream()
                .map(script -> DynamicContainer.dynamicContainer(
                        script,
                        conversations(script).stream()
                                .map(conversation ->
                                        DynamicTest.dynamicTest(conversation.claim(), () -> hold(conversation)))));
    }

    private static void hold(Conversation conversation) {
        var member = new Member();
        for (Exchange exchange : conversation.exchanges()) {
            Request request = request(exchange.request());
            Wire response = Wire.of(member.send(request));
            boolean head = request.method().equals("HEAD");
            assertThat(head ? response.withoutBody() : response)
                    .as(exchange.request())
                    .isEqualTo(expected(exchange.response(), head, member.position()));
        }
    }

    private static Request request(String line) {
        String[] parts = line.split(" ", 3);
        return parts.length == 3 ? Request.form(parts[0], parts[1], parts[2]) : Request.of(parts[0], parts[1]);
    }

    private static Wire expected(String line, boolean head, Position position) {
        String[] parts = line.split(" ", 3);
        int status = Integer.parseInt(parts[0]);
        long index = Long.parseLong(parts[1].substring(1));
        String body = parts.length == 3 ? parts[2] : "";
        Wire whole = status < 300 ? Wire.success(status, index, position, body) : Wire.error(status, index, body);
        return head ? whole.withoutBody() : whole;
    }

    private static List<Conversation> conversations(String script) {
        var conversations = new ArrayList<Conversation>();
        String request = "";
        for (String line : read(script + ".txt").lines().toList()) {
            if (line.startsWith("# ")) {
                conversations.add(new Conversation(line.substring(2), new ArrayList<>()));
            } else if (line.startsWith("    ")) {
                conversations.getLast().exchanges().add(new Exchange(request, line.strip()));
            } else {
                request = line;
            }
        }
        return conversations;
    }

    private static String read(String resource) {
        try (InputStream stream = ConformanceTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
