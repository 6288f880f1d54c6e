package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.node;
import static io.ordeal.server.raft.Ensemble.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thesis 4.3: agreement needs majorities of both. */
class JointConsensusTest {

    private final Ensemble ensemble = Ensemble.of(3);

    private Configuration configuration(int number) {
        return ensemble.state(number).configuration();
    }

    /** Three voters, and two learners that are being promoted together. */
    @BeforeEach
    void promote() {
        ensemble.elect(1);
        ensemble.join(4);
        ensemble.join(5);
        ensemble.change(1, new Change.Add(node(4), "4"));
        ensemble.deliver();
        ensemble.change(1, new Change.Add(node(5), "5"));
        ensemble.deliver();
    }

    private void begin(int... unreachable) {
        ensemble.cut(unreachable);
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(configuration(1).voters()).hasSize(5);
        assertThat(configuration(1).outgoing()).isEqualTo(nodes(1, 2, 3));
    }

    @Test
    void isNotCommittedByTheNewMajority() {
        begin(2, 3);
        assertThat(configuration(4).isJoint()).isTrue();
        assertThat(ensemble.state(1).commit()).isEqualTo(3);
    }

    @Test
    void isNotCommittedByTheOldMajority() {
        begin(3, 4, 5);
        assertThat(configuration(2).isJoint()).isTrue();
        assertThat(ensemble.state(1).commit()).isEqualTo(3);
    }

    @Test
    void isFollowedByTheFinalOneWhenBothHaveIt() {
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(configuration(5).voters()).isEqualTo(nodes(1, 2, 3, 4, 5));
        assertThat(configuration(5).isJoint()).isFalse();
    }

    @Test
    void electsNobodyWithoutTheOldMajority() {
        begin(2, 3);
        ensemble.cut(1);
        ensemble.elect(4);
        assertThat(ensemble.state(4).leads()).isFalse();
        // 1, 4 and 5 are a majority of the new voters, but of the old ones only 1 is there.
        ensemble.heal();
        ensemble.cut(2, 3);
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.elect(4);
        assertThat(ensemble.state(4).leads()).isFalse();
        ensemble.heal();
        ensemble.elect(4);
        assertThat(ensemble.state(4).leads()).isTrue();
    }

    @Test
    void confirmsNoReadsWithoutTheOldMajority() {
        begin(2, 3);
        Ticket read = ensemble.read(1);
        ensemble.deliver();
        assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(Effect.ReadFrom.class);
        ensemble.heal();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(ensemble.effects(1)).contains(new Effect.ReadFrom(List.of(read), 3));
    }

    @Test
    void isNotLedWithoutTheOldMajority() {
        begin(2, 3);
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        ensemble.timeout(1, Timeout.QUORUM);
        assertThat(ensemble.state(1).leads()).isFalse();
    }

    /** Figure 10: while one half decides by the old configuration, the other cannot by the new one. */
    @Test
    void leavesNoRoomForTwoMajorities() {
        begin(2, 3);
        ensemble.propose(1, "of the new");
        ensemble.deliver();
        ensemble.heal();
        ensemble.cut(1, 4, 5);
        ensemble.elect(2);
        assertThat(ensemble.state(2).leads()).isTrue();
        assertThat(ensemble.state(2).commit()).isEqualTo(4);
        assertThat(ensemble.state(1).commit()).isEqualTo(3);
        ensemble.heal();
        ensemble.timeout(2, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(configuration(1)).isEqualTo(configuration(2));
        assertThat(ensemble.state(1).commit()).isEqualTo(ensemble.state(2).commit());
    }

    @Test
    void isBroughtToItsEndByTheNextLeader() {
        begin(3, 4, 5);
        ensemble.heal();
        ensemble.cut(1);
        ensemble.elect(2);
        assertThat(ensemble.state(2).leads()).isTrue();
        assertThat(configuration(2).isJoint()).isFalse();
        assertThat(configuration(4).voters()).hasSize(5);
    }
}
