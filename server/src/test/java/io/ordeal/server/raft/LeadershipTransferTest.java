package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.node;
import static io.ordeal.server.raft.Ensemble.nodes;
import static io.ordeal.server.raft.Ensemble.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Input.TransferTo;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Message.VoteRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thesis 3.10. */
class LeadershipTransferTest {

    private final Ensemble ensemble = Ensemble.of(3);

    @BeforeEach
    void elect() {
        ensemble.elect(1);
    }

    @Test
    void theHeirStandsAtOnceAndWins() {
        ensemble.input(1, new TransferTo(node(3)));
        assertThat(ensemble.effects(1)).contains(new Send(node(3), new TimeoutNow(1)));
        ensemble.deliver();
        assertThat(ensemble.state(3).leads()).isTrue();
        assertThat(ensemble.state(3).term()).isEqualTo(2);
        assertThat(ensemble.state(1).leader()).contains(node(3));
    }

    @Test
    void theHeirAsksForVotesInItsName() {
        ensemble.receive(3, 1, new TimeoutNow(1));
        assertThat(ensemble.effects(3))
                .contains(new Promise(node(2), new VoteRequest(2, false, true, new EntryId(1, 1))));
    }

    @Test
    void theHeirGetsFirstWhatItLacks() {
        ensemble.cut(3);
        ensemble.propose(1, "a");
        ensemble.deliver();
        ensemble.input(1, new TransferTo(node(3)));
        assertThat(ensemble.effects(1)).doesNotContain(new Send(node(3), new TimeoutNow(1)));
        ensemble.heal();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(ensemble.state(3).leads()).isTrue();
        assertThat(ensemble.terms(3)).containsExactly(1L, 1L, 2L);
    }

    @Test
    void theLeaderTakesNothingUntilItGivesUp() {
        ensemble.cut(3);
        ensemble.input(1, new TransferTo(node(3)));
        assertThat(ensemble.effects(1)).contains(new Effect.Arm(Timeout.LEADERSHIP_TRANSFER));
        Ticket own = ensemble.propose(1, "a");
        assertThat(ensemble.effects(1)).containsExactly(new Refuse(List.of(own)));
        Ticket forwarded = ensemble.propose(2, "b");
        ensemble.deliver();
        assertThat(ensemble.effects(2)).contains(new Refuse(List.of(forwarded)));
        Ticket change = ensemble.change(1, new Change.Add(node(4), "4"));
        assertThat(ensemble.effects(1)).containsExactly(new Refuse(List.of(change)));
        ensemble.timeout(1, Timeout.LEADERSHIP_TRANSFER);
        ensemble.propose(1, "c");
        ensemble.deliver();
        assertThat(ensemble.state(1).commit()).isEqualTo(2);
    }

    @Test
    void onlyAVoterIsAnHeir() {
        ensemble.join(4);
        ensemble.change(1, new Change.Add(node(4), "4"));
        ensemble.deliver();
        for (int number : List.of(1, 4, 7)) {
            ensemble.input(1, new TransferTo(node(number)));
            assertThat(ensemble.effects(1)).isEmpty();
        }
        ensemble.input(2, new TransferTo(node(3)));
        assertThat(ensemble.effects(2)).isEmpty();
    }

    /** The change goes on to its end under whoever leads. */
    @Test
    void aChangeThatIsUnderWayDoesNotMatter() {
        ensemble.cut(3);
        ensemble.change(1, remove(2));
        ensemble.deliver();
        assertThat(ensemble.state(1).configuration().isJoint()).isTrue();
        ensemble.input(1, new TransferTo(node(2)));
        assertThat(ensemble.effects(1)).isEmpty();
        ensemble.input(1, new TransferTo(node(3)));
        ensemble.heal();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(ensemble.state(3).leads()).isTrue();
        assertThat(ensemble.state(3).committedConfiguration().voters()).isEqualTo(nodes(1, 3));
        assertThat(ensemble.state(2).isRemoved()).isTrue();
    }

    @Test
    void anEarlierLeaderCannotHandOn() {
        ensemble.elect(2);
        ensemble.receive(3, 1, new TimeoutNow(1));
        assertThat(ensemble.effects(3)).isEmpty();
    }
}
