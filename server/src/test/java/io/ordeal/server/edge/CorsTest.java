package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is allowed to pages of other origins (HDR-07). */
class CorsTest {

    private static final Response BARE = new Response(201, new TreeMap<>(Map.of("X", "y")), new byte[] {1});

    private final List<Request> asked = new ArrayList<>();

    private Reply ask(String origins, String method, String origin) {
        var headers = new TreeMap<String, String>();
        if (!origin.isEmpty()) {
            headers.put("origin", origin);
        }
        var replies = new ArrayList<Reply>();
        Cors.parse(origins)
                .over((request, answer) -> {
                    asked.add(request);
                    answer.accept(new Reply.Whole(BARE));
                })
                .handle(new Request(method, "/v2/keys/x", headers, new byte[0]), replies::add);
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }

    private static Map<String, String> headers(Reply reply) {
        return ((Reply.Whole) reply).response().headers();
    }

    private static Map<String, String> allowing(String origin) {
        return Map.of(
                "Access-Control-Allow-Methods",
                "POST, GET, OPTIONS, PUT, DELETE",
                "Access-Control-Allow-Origin",
                origin,
                "Access-Control-Allow-Headers",
                "accept, content-type, authorization");
    }

    @Test
    void nothingIsSaidWithoutOriginsAndOptionsAreTheApisHdr07() {
        assertThat(ask("", "GET", "http://a")).isEqualTo(new Reply.Whole(BARE));
        assertThat(ask(" , ", "OPTIONS", "http://a")).isEqualTo(new Reply.Whole(BARE));
        assertThat(asked).hasSize(2);
    }

    @Test
    void everyAnswerAllowsEveryOriginHdr07() {
        var marked = headers(ask("*", "PUT", ""));
        assertThat(marked).containsAllEntriesOf(allowing("*")).containsEntry("X", "y");
        assertThat(headers(ask("http://a,*", "PUT", "http://b"))).containsAllEntriesOf(allowing("*"));
    }

    @Test
    void onlyThoseNamedAreAllowedByName() {
        assertThat(headers(ask("http://a, http://b", "GET", "http://b"))).containsAllEntriesOf(allowing("http://b"));
        assertThat(ask("http://a,http://b", "GET", "http://c")).isEqualTo(new Reply.Whole(BARE));
        assertThat(ask("http://a,http://b", "GET", "")).isEqualTo(new Reply.Whole(BARE));
    }

    @Test
    void optionsAreAnsweredForAnyTargetHdr07() {
        var permission = ((Reply.Whole) ask("*", "OPTIONS", "http://a")).response();
        assertThat(permission.status()).isEqualTo(200);
        assertThat(permission.body()).isEmpty();
        assertThat(permission.headers()).isEqualTo(allowing("*"));
        assertThat(headers(ask("http://b", "OPTIONS", "http://a"))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aReplyInPartsIsMarkedAtItsHeadHdr07() {
        var replies = new ArrayList<Reply>();
        var reader = new Reply.Reader() {
            @Override
            public void ready() {}

            @Override
            public void gone() {}
        };
        var part = new Reply.Part(new byte[] {2});
        Cors.parse("*")
                .over((_, answer) -> {
                    answer.accept(new Reply.Head(BARE, reader));
                    answer.accept(part);
                    answer.accept(new Reply.End());
                })
                .handle(Request.of("GET", "/"), replies::add);
        var head = (Reply.Head) replies.getFirst();
        assertThat(head.response().headers()).containsAllEntriesOf(allowing("*"));
        assertThat(head.reader()).isSameAs(reader);
        assertThat(replies.subList(1, 3)).containsExactly(part, new Reply.End());
    }
}
