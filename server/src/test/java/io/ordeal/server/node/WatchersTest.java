package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.EtcdV2;
import io.ordeal.server.api.Intent;
import io.ordeal.server.api.Position;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.keys.Applied;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.KeySpace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchersTest {

    private static final EtcdV2 API = new EtcdV2("a1");
    private static final long NOW = 1_412_121_600_000L;

    private final Watchers watchers = new Watchers(API, new HandClock(NOW));
    private KeySpace keys = KeySpace.EMPTY;
    private EventHistory history = EventHistory.empty();

    /** A client that takes parts as it likes. */
    private static final class Client implements Consumer<Reply> {
        private static final Pattern INDEX = Pattern.compile("\"node\":\\{[^}]*\"modifiedIndex\":(\\d+)");

        private final boolean quick;
        private final StringBuilder body = new StringBuilder();
        private final List<Response> heads = new ArrayList<>();
        private Optional<Reply.Reader> reader = Optional.empty();
        private int parts;
        private int ends;

        Client(boolean quick) {
            this.quick = quick;
        }

        @Override
        public void accept(Reply reply) {
            switch (reply) {
                case Reply.Whole(Response response) -> {
                    heads.add(response);
                    body.append(new String(response.body(), StandardCharsets.UTF_8));
                    ends++;
                }
                case Reply.Head(Response head, Reply.Reader listening) -> {
                    heads.add(head);
                    reader = Optional.of(listening);
                }
                case Reply.Part(byte[] bytes) -> {
                    parts++;
                    body.append(new String(bytes, StandardCharsets.UTF_8));
                    if (quick) {
                        ready();
                    }
                }
                case Reply.End() -> ends++;
            }
        }

        void ready() {
            reader.orElseThrow().ready();
        }

        List<Integer> indices() {
            return INDEX.matcher(body)
                    .results()
                    .map(found -> Integer.valueOf(found.group(1)))
                    .toList();
        }

        boolean ended() {
            assertThat(ends).isBetween(0, 1);
            return ends == 1;
        }
    }

    private Client watch(String target) {
        return watch(target, new Client(true));
    }

    private Client watch(String target, Client client) {
        var intent = (Intent.Watch) API.interpret(Request.of("GET", "/v2/keys" + target), NOW);
        watchers.open(intent, history, position(), client);
        return client;
    }

    private Position position() {
        return new Position(keys.index(), keys.index() + 2, 3, NOW);
    }

    /** Does what the request says, and returns what its client is told. */
    private String write(String method, String target, String form) {
        var write = (Intent.Write) API.interpret(Request.form(method, "/v2/keys" + target, form), NOW);
        Applied applied = apply(write.command());
        return new String(API.written(write, applied.result(), position()).body(), StandardCharsets.UTF_8);
    }

    private Applied apply(Command command) {
        Applied applied = keys.apply(command);
        keys = applied.next();
        history = history.after(applied);
        applied.changes().forEach(watchers::changed);
        return applied;
    }

    private String set(String key) {
        return write("PUT", key, "value=1");
    }

    private void delete(String target) {
        write("DELETE", target, "");
    }

    @Test
    void waitsForTheNextChangeAndSaysWhatTheWriterHeardWat01() {
        Client client = watch("/a?wait=true");
        set("/b");
        assertThat(client.ended()).isFalse();
        String told = set("/a");
        set("/a");
        assertThat(client.body).hasToString(told);
        assertThat(client.ended()).isTrue();
        assertThat(watchers.count()).isZero();
    }

    @Test
    void theHeadTellsWhereItBeganHdr02() {
        set("/a");
        set("/a");
        Client client = watch("/a?wait=true&waitIndex=1");
        assertThat(client.heads.getFirst().status()).isEqualTo(200);
        assertThat(client.heads.getFirst().headers())
                .containsEntry("X-Etcd-Index", "2")
                .containsEntry("X-Raft-Index", "4")
                .containsEntry("X-Raft-Term", "3")
                .containsEntry("X-Etcd-Cluster-Id", "a1")
                .containsEntry("Content-Type", "application/json");
    }

    @Test
    void tellsOfEveryActionWat02() {
        Client client = watch("/?wait=true&recursive=true&stream=true");
        write("PUT", "/a", "value=1&prevExist=false");
        write("PUT", "/a", "value=2");
        write("PUT", "/a", "value=3&prevExist=true");
        write("PUT", "/a", "value=4&prevValue=3");
        delete("/a?prevValue=4");
        write("POST", "/q", "value=1");
        write("PUT", "/t", "value=1&ttl=0");
        apply(new Command.Expire(NOW));
        delete("/q?recursive=true");
        assertThat(Pattern.compile("\"action\":\"(\\w+)\"").matcher(client.body).results())
                .extracting(found -> found.group(1))
                .containsExactly(
                        "create",
                        "set",
                        "update",
                        "compareAndSwap",
                        "compareAndDelete",
                        "create",
                        "set",
                        "expire",
                        "delete");
        assertThat(client.indices()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aDirectoryIsWatchedByItselfOrWithAllBelowItWat03() {
        write("PUT", "/d", "dir=true");
        Client itself = watch("/d?wait=true&stream=true");
        Client below = watch("/d?wait=true&recursive=true&stream=true");
        Client all = watch("/?wait=true&recursive=true&stream=true");
        Client root = watch("/?wait=true&stream=true");
        set("/d/a/b");
        set("/dx");
        delete("/d?recursive=true");
        assertThat(itself.indices()).containsExactly(4);
        assertThat(below.indices()).containsExactly(2, 4);
        assertThat(all.indices()).containsExactly(2, 3, 4);
        assertThat(root.indices()).isEmpty();
    }

    @Test
    void theHiddenIsSeenByWhoLooksAtItWat04() {
        Client all = watch("/?wait=true&recursive=true&stream=true");
        Client exact = watch("/_h/a?wait=true&stream=true");
        Client inside = watch("/_h?wait=true&recursive=true&stream=true");
        set("/_h/a");
        set("/x/_h");
        assertThat(all.indices()).isEmpty();
        assertThat(exact.indices()).containsExactly(1);
        assertThat(inside.indices()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "expire"})
    void whoeverWatchesWhatGoesWithADirectoryIsToldOnceWat05(String how) {
        write("PUT", "/d", "dir=true&ttl=5");
        set("/d/a/b");
        set("/dx");
        Client file = watch("/d/a/b?wait=true&stream=true");
        Client directory = watch("/d/a?wait=true&recursive=true&stream=true");
        Client itself = watch("/d?wait=true&recursive=true&stream=true");
        Client never = watch("/d/never?wait=true&stream=true");
        Client beside = watch("/dx?wait=true&stream=true");
        if (how.equals("delete")) {
            delete("/d?recursive=true");
        } else {
            apply(new Command.Expire(NOW + 5_000));
        }
        for (Client client : List.of(file, directory, itself)) {
            assertThat(client.indices()).containsExactly(4);
            assertThat(client.body.toString()).contains("\"action\":\"" + how + "\",\"node\":{\"key\":\"/d\"");
        }
        assertThat(never.indices()).isEmpty();
        assertThat(beside.indices()).isEmpty();
        assertThat(watch("/d/never?wait=true&waitIndex=1").indices()).containsExactly(4);
    }

    @Test
    void whatExpiredBeforeItsDirectoryDoesNotGoWithItWat05() {
        write("PUT", "/d", "dir=true&ttl=6");
        write("PUT", "/d/a", "value=1&ttl=5");
        Client file = watch("/d/a?wait=true&stream=true");
        apply(new Command.Expire(NOW + 6_000));
        assertThat(file.indices()).containsExactly(3);
        assertThat(keys.index()).isEqualTo(4);
    }

    @Nested
    class Past {

        @Test
        void isToldAtOnceFromTheIndexOnWat06() {
            set("/a");
            set("/b");
            set("/a");
            assertThat(watch("/a?wait=true&waitIndex=1").indices()).containsExactly(1);
            assertThat(watch("/a?wait=true&waitIndex=2").indices()).containsExactly(3);
            assertThat(watchers.count()).isZero();
        }

        @Test
        void isWaitedForIfItIsYetToComeWat06() {
            Client client = watch("/a?wait=true&waitIndex=3");
            set("/a");
            set("/a");
            assertThat(client.ended()).isFalse();
            set("/a");
            assertThat(client.indices()).containsExactly(3);
            assertThat(client.ended()).isTrue();
        }

        @Test
        void isOutdatedOnceItIsForgottenWat07Err401() {
            for (int count = 0; count < 1_005; count++) {
                set("/x");
            }
            Client outdated = watch("/never?wait=true&waitIndex=5");
            assertThat(outdated.heads.getFirst().status()).isEqualTo(400);
            assertThat(outdated.heads.getFirst().headers()).containsEntry("X-Etcd-Index", "1005");
            assertThat(outdated.body)
                    .hasToString("{\"errorCode\":401,\"message\":\"The event in requested index is outdated and "
                            + "cleared\",\"cause\":\"the requested history has been cleared [6/5]\","
                            + "\"index\":1005}\n");
            assertThat(outdated.ended()).isTrue();
            assertThat(watch("/x?wait=true&waitIndex=6").indices()).containsExactly(6);
            assertThat(watchers.count()).isZero();
        }

        @Test
        void isNotToldOfRefreshesNorArePresentWatchersTtl07() {
            write("PUT", "/a", "value=1&ttl=5");
            Client present = watch("/a?wait=true&stream=true");
            write("PUT", "/a", "ttl=6&refresh=true");
            write("PUT", "/a", "ttl=6&refresh=true&prevExist=true");
            write("PUT", "/a", "ttl=6&refresh=true&prevValue=1");
            set("/a");
            assertThat(present.indices()).containsExactly(5);
            assertThat(watch("/a?wait=true&waitIndex=2").indices()).containsExactly(5);
        }

        @Test
        void isFollowedByThePresentInAStreamWat10() {
            set("/a");
            set("/b");
            set("/a");
            Client client = watch("/a?wait=true&stream=true&waitIndex=1");
            set("/a");
            assertThat(client.indices()).containsExactly(1, 3, 4);
            assertThat(client.ended()).isFalse();
        }
    }

    @Nested
    class Streams {

        @Test
        void tellOneEventALineUntilTheClientHasGoneWat09Wat14() {
            Client client = watch("/a?wait=true&stream=true");
            String first = set("/a");
            String second = set("/a");
            assertThat(client.body).hasToString(first + second).hasLineCount(2);
            assertThat(watchers.count()).isEqualTo(1);
            client.reader.orElseThrow().gone();
            assertThat(watchers.count()).isZero();
            set("/a");
            assertThat(client.indices()).containsExactly(1, 2);
            assertThat(client.ended()).isFalse();
        }

        @Test
        void holdBackWhatASlowClientHasNoRoomForWat11() {
            Client slow = watch("/a?wait=true&stream=true", new Client(false));
            for (int count = 0; count < 101; count++) {
                set("/a");
            }
            assertThat(slow.indices()).containsExactly(1);
            assertThat(slow.parts).isEqualTo(1);
            slow.ready();
            assertThat(slow.indices()).hasSize(101);
            assertThat(slow.parts).isEqualTo(2);
            slow.ready();
            set("/a");
            assertThat(slow.indices()).hasSize(102).endsWith(102);
            assertThat(slow.ended()).isFalse();
        }

        @Test
        void endWithWhatWaitsOnceThatIsTooMuchWat11() {
            Client slow = watch("/a?wait=true&stream=true", new Client(false));
            for (int count = 0; count < 102; count++) {
                set("/a");
            }
            assertThat(watchers.count()).isZero();
            assertThat(slow.ended()).isFalse();
            set("/a");
            slow.ready();
            assertThat(slow.indices()).hasSize(101).endsWith(101);
            assertThat(slow.ended()).isTrue();
            slow.ready();
            assertThat(slow.ended()).isTrue();
        }

        @Test
        void doNotCountThePastAsSlownessWat11() {
            for (int count = 0; count < 500; count++) {
                write("PUT", "/a", "value=" + "x".repeat(10_000));
            }
            Client slow = watch("/a?wait=true&stream=true&waitIndex=1", new Client(false));
            for (int count = 0; count < 100; count++) {
                set("/a");
            }
            for (int count = 0; count < 600 && slow.indices().size() < 600; count++) {
                slow.ready();
            }
            assertThat(slow.indices()).isSorted().startsWith(1).endsWith(600);
            assertThat(slow.parts).as("parts of some 64 KiB").isBetween(100, 300);
            assertThat(slow.ended()).isFalse();
        }
    }

    @Nested
    class Jumps {

        @Test
        void missNothingThatTheNewHistoryKnows() {
            Client once = watch("/a?wait=true");
            Client stream = watch("/a?wait=true&stream=true");
            Client later = watch("/a?wait=true&waitIndex=3");
            Client all = watch("/?wait=true&recursive=true&stream=true");
            set("/b");
            long seen = keys.index();
            leap("/a", 2);
            watchers.jumped(seen, history, position());
            assertThat(once.indices()).containsExactly(2);
            assertThat(stream.indices()).containsExactly(2, 3);
            assertThat(later.indices()).containsExactly(3);
            set("/a");
            assertThat(stream.indices()).containsExactly(2, 3, 4);
            assertThat(all.indices()).containsExactly(1, 2, 3, 4);
        }

        @Test
        void endWatchesWhoseNextEventsAreForgottenErr400() {
            Client cleared = watch("/a?wait=true&stream=true");
            Client later = watch("/a?wait=true&stream=true&waitIndex=1300");
            set("/b");
            long seen = keys.index();
            leap("/c", 1_200);
            watchers.jumped(seen, history, position());
            assertThat(cleared.body)
                    .hasToString("{\"errorCode\":400,\"message\":\"watcher is cleared due to etcd recovery\","
                            + "\"index\":1201}\n");
            assertThat(cleared.ended()).isTrue();
            assertThat(watchers.count()).isEqualTo(1);
            assertThat(later.ended()).isFalse();
        }

        /** Writes that nobody here is told of. */
        private void leap(String key, int writes) {
            for (int count = 0; count < writes; count++) {
                var write = (Intent.Write) API.interpret(Request.form("PUT", "/v2/keys" + key, "value=1"), NOW);
                Applied applied = keys.apply(write.command());
                keys = applied.next();
                history = history.after(applied);
            }
        }
    }

    @Test
    void oneEventReachesManyOfOnePathInTheOrderOfTheirAgesWat15() {
        var clients = new ArrayList<Client>();
        for (int count = 0; count < 1_000; count++) {
            clients.add(watch(count % 2 == 0 ? "/a?wait=true" : "/?wait=true&recursive=true"));
            watch("/other/" + count + "?wait=true");
        }
        set("/a");
        assertThat(clients).allMatch(Client::ended);
        assertThat(watchers.count()).isEqualTo(1_000);
    }
}
