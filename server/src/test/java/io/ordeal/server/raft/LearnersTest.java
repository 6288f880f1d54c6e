package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.node;
import static io.ordeal.server.raft.Ensemble.nodes;
import static io.ordeal.server.raft.Ensemble.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thesis 4.2.1. */
class LearnersTest {

    private final Ensemble ensemble = Ensemble.of(3);

    private Configuration configuration(int number) {
        return ensemble.state(number).configuration();
    }

    @BeforeEach
    void add() {
        ensemble.elect(1);
        ensemble.join(4);
        ensemble.change(1, new Change.Add(node(4), "there"));
        ensemble.deliver();
    }

    @Test
    void getEntriesButDoNotCount() {
        ensemble.cut(2, 3);
        ensemble.propose(1, "a");
        ensemble.deliver();
        assertThat(ensemble.state(4).log().lastIndex()).isEqualTo(3);
        assertThat(ensemble.state(1).commit()).isEqualTo(2);
    }

    @Test
    void keepNoLeaderInOffice() {
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.cut(2, 3);
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        ensemble.timeout(1, Timeout.QUORUM);
        assertThat(ensemble.state(1).leads()).isFalse();
    }

    /** They ask, because somebody may know that they were removed; but they do not count the answers. */
    @Test
    void doNotStand() {
        ensemble.cut(1);
        ensemble.elect(4);
        assertThat(ensemble.effects(4))
                .contains(new Promise(node(2), new VoteRequest(2, true, false, new EntryId(1, 2))));
        assertThat(ensemble.state(4).role()).isEqualTo(Role.Follower.LEADERLESS);
        assertThat(ensemble.state(2).term()).isEqualTo(1);
    }

    /** A learner may not know that it is one no more; the candidate counts, and by its own configuration. */
    @Test
    void giveVotesThatDoNotCount() {
        ensemble.timeout(3, Timeout.ELECTION);
        ensemble.intercept();
        ensemble.receive(4, 3, new VoteRequest(2, true, true, new EntryId(1, 2)));
        assertThat(ensemble.effects(4)).containsExactly(new Send(node(3), new VoteReply(2, true, true)));
        ensemble.receive(3, 4, new VoteReply(2, true, true));
        assertThat(ensemble.state(3).role()).isInstanceOf(Role.PreCandidate.class);
    }

    @Test
    void areNotPromotedBeforeTheyHaveCaughtUp() {
        ensemble.cut(4);
        ensemble.propose(1, IntStream.range(0, 65).mapToObj(i -> "c" + i).toArray(String[]::new));
        ensemble.deliver();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        Ticket early = ensemble.change(1, new Change.Promote(nodes(4)));
        assertThat(ensemble.effects(1)).containsExactly(new Refuse(List.of(early)));
        ensemble.deliver();
        assertThat(configuration(1).learners()).isEqualTo(nodes(4));
        ensemble.heal();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(configuration(1).voters()).contains(node(4));
    }

    @Test
    void leaveNoAddressBehind() {
        assertThat(configuration(1).addresses()).containsEntry(node(4), "there");
        ensemble.change(1, remove(4));
        assertThat(configuration(1).addresses()).doesNotContainKey(node(4));
    }

    @Test
    void goWithoutAJointConfiguration() {
        ensemble.change(1, remove(4));
        assertThat(configuration(1))
                .isEqualTo(new Configuration(
                        nodes(1, 2, 3), List.of(), List.of(), configuration(1).addresses(), nodes(4)));
    }
}
