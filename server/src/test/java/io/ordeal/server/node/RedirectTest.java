package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Group;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Raft;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of requests that need the leader, where the node does not ask it for its clients (CLU-05). */
class RedirectTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");
    private static final RaftState LEADERLESS = started(List.of(N1, N2));
    private static final RaftState FOLLOWING = Raft.step(
                    LEADERLESS, new Input.Received(N2, new AppendRequest(2, EntryId.NONE, List.of(), 0, 0)))
            .state();
    private static final RaftState STANDING = Raft.step(started(List.of(N1)), new Input.TimedOut(Timeout.ELECTION))
            .state();
    private static final RaftState LEADING = Raft.step(STANDING, new Input.Received(N1, new VoteReply(2, false, true)))
            .state();

    private static RaftState started(List<NodeId> members) {
        return Raft.start(
                        new Group(N1, Configuration.of(members), 64, 1 << 17, 5000, false),
                        new HardState(1, Optional.empty()),
                        RaftLog.of(List.of()),
                        Snapshot.NONE,
                        Configuration.of(members))
                .state();
    }

    /** What is answered at once. */
    private static List<Reply> ask(RaftState raft, boolean redirects, Request request) {
        var settings = new NodeSettings(
                N1,
                new Attributes("n1", List.of("http://n1:4001")),
                List.of(
                        new NodeSettings.Member(N1, "http://n1:7001", "http://n1:4001"),
                        new NodeSettings.Member(N2, "http://n2:7001", "http://n2:4001")),
                Optional.empty(),
                "token",
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                64,
                1 << 20,
                Duration.ofSeconds(5),
                new SnapshotSettings(10_000, 1 << 20, 5000, 1 << 17),
                redirects,
                false);
        var replies = new ArrayList<Reply>();
        var machine = new StateMachine();
        var gate = new Gate(new SplittableRandom(1), new OpenPasswords(), machine::auth);
        new Clients(settings, 1, new HandClock(), machine, gate, _ -> true, () -> raft).handle(request, replies::add);
        return replies;
    }

    private static Response response(List<Reply> replies) {
        assertThat(replies).hasSize(1);
        return ((Reply.Whole) replies.getFirst()).response();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v2/keys/a%20b?prevExist=true&x=%C3%BC",
        "POST, /v2/keys/q",
        "DELETE, /v2/keys/d?recursive=true",
        "GET, /v2/keys/x?quorum=true"
    })
    void aFollowerSendsClientsToTheLeaderClu05(String method, String target) {
        Response response = response(ask(FOLLOWING, true, Request.of(method, target)));
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.headers()).containsEntry("Location", "http://n2:4001" + target);
        assertThat(ask(FOLLOWING, false, Request.of(method, target))).isEmpty();
        assertThat(ask(LEADING, true, Request.of(method, target))).isEmpty();
    }

    @Test
    void withoutALeaderThereIsNowhereToSendThemClu05() {
        Response response = response(ask(LEADERLESS, true, Request.form("PUT", "/v2/keys/x", "value=1")));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).asString().contains("\"errorCode\":300", "etcdserver: no leader");
    }

    @Test
    void whatNeedsNoLeaderIsAnsweredHere() {
        assertThat(response(ask(FOLLOWING, true, Request.of("GET", "/v2/keys/x")))
                        .status())
                .isEqualTo(404);
        assertThat(response(ask(FOLLOWING, true, Request.of("PUT", "/v2/keys/x?ttl=x")))
                        .body())
                .asString()
                .contains("\"errorCode\":202");
        assertThat(ask(FOLLOWING, true, Request.of("GET", "/v2/keys/x?wait=true"))
                        .getFirst())
                .isInstanceOf(Reply.Head.class);
    }
}
