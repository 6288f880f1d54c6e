package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static io.ordeal.server.raft.Ensemble.nodes;
import static io.ordeal.server.raft.Ensemble.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Retire;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Message.VoteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thesis 4.2.2 and 4.2.3. */
class RemovalTest {

    private final Ensemble ensemble = Ensemble.of(3);

    private Configuration configuration(int number) {
        return ensemble.state(number).configuration();
    }

    @BeforeEach
    void elect() {
        ensemble.elect(1);
    }

    @Test
    void aFollowerHearsOfItAndStops() {
        ensemble.change(1, remove(3));
        ensemble.deliver();
        assertThat(configuration(2))
                .isEqualTo(new Configuration(
                        nodes(1, 2), List.of(), List.of(), configuration(2).addresses(), nodes(3)));
        assertThat(ensemble.state(3).isRemoved()).isTrue();
        assertThat(ensemble.effects(3)).contains(new Retire());
    }

    @Test
    void oneThatHasMissedItIsToldWhenItAsksForVotes() {
        ensemble.cut(3);
        ensemble.change(1, remove(3));
        ensemble.deliver();
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.heal();
        ensemble.timeout(3, Timeout.ELECTION);
        assertThat(ensemble.effects(3)).doesNotContain(new Retire());
        ensemble.deliver();
        assertThat(ensemble.effects(3)).contains(new Retire());
        assertThat(ensemble.state(1).leads()).isTrue();
    }

    @Test
    void aLearnerThatHasMissedItIsToldToo() {
        ensemble.join(4);
        ensemble.change(1, new Change.Add(node(4), "there"));
        ensemble.deliver();
        ensemble.cut(4);
        ensemble.change(1, remove(4));
        ensemble.deliver();
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.heal();
        ensemble.timeout(4, Timeout.ELECTION);
        ensemble.deliver();
        assertThat(ensemble.effects(4)).contains(new Retire());
        assertThat(ensemble.state(1).leads()).isTrue();
    }

    @Test
    void oneThatStartsWithItOnItsDiskStops() {
        Configuration without = new Configuration(
                nodes(1, 2), List.of(), List.of(), configuration(1).addresses(), nodes(3));
        Group group = ensemble.state(3).group();
        var snapshot = new Snapshot(new EntryId(1, 1), 10, 1);
        RaftLog log = RaftLog.after(snapshot.last());
        assertThat(Raft.start(group, HardState.INITIAL, log, snapshot, without).effects())
                .contains(new Retire());
    }

    @Test
    void isHeardOfOnlyForAWhile() {
        ensemble.cut(3);
        ensemble.change(1, remove(3));
        ensemble.deliver();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        assertThat(ensemble.effects(1))
                .anyMatch(effect -> effect instanceof Send send && send.to().equals(node(3)));
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.timeout(1, Timeout.HEARTBEAT);
        assertThat(ensemble.effects(1))
                .noneMatch(effect -> effect instanceof Send send && send.to().equals(node(3)));
    }

    /** §6: the leader manages a group that it is no part of, and does not count itself. */
    @Test
    void aLeaderLeadsUntilItsGoingIsCommitted() {
        ensemble.change(1, remove(1));
        ensemble.cut(3);
        ensemble.deliver();
        // The joint configuration is committed by 1 and 2 in the old half, but needs 3 in the new one.
        assertThat(ensemble.state(1).leads()).isTrue();
        assertThat(configuration(1).isJoint()).isTrue();
        ensemble.heal();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(ensemble.state(1).leads()).isFalse();
        assertThat(ensemble.state(1).isRemoved()).isTrue();
        assertThat(ensemble.effects(1))
                .contains(new Retire())
                .anyMatch(effect -> effect instanceof Send send && send.message() instanceof TimeoutNow);
        assertThat(ensemble.state(2).leads() || ensemble.state(3).leads()).isTrue();
    }

    @Test
    void aLeaderDoesNotCountItself() {
        var five = Ensemble.of(5);
        five.elect(1);
        five.change(1, remove(1, 2));
        five.deliver();
        assertThat(five.state(1).leads()).isFalse();
        assertThat(five.state(3).configuration().voters()).isEqualTo(nodes(3, 4, 5));
        assertThat(five.state(2).isRemoved()).isTrue();
    }

    /**
     * Thesis 4.2.2: a voter stands even if the latest configuration has no part for it; nobody else could have it
     * committed.
     */
    @Test
    void aVoterStandsUntilItsGoingIsCommitted() {
        Configuration joint = new Configuration(
                nodes(1), nodes(1, 2), List.of(), configuration(1).addresses(), List.of());
        var entries = new ArrayList<>(log(1));
        entries.add(new Entry(new EntryId(1, 2), joint));
        ensemble.restart(1, 1, Optional.empty(), entries);
        entries.add(new Entry(new EntryId(1, 3), joint.settled()));
        ensemble.restart(2, 1, Optional.empty(), entries);
        ensemble.elect(2);
        assertThat(ensemble.state(1).commit()).isGreaterThanOrEqualTo(3);
        assertThat(ensemble.state(2).isRemoved()).isTrue();
        assertThat(ensemble.state(1).leads()).isTrue();
    }

    @Test
    void aCandidateDisturbsNobody() {
        ensemble.change(1, remove(3));
        ensemble.deliver();
        ensemble.receive(1, 3, new VoteRequest(9, false, false, new EntryId(1, 9)));
        assertThat(ensemble.effects(1)).containsExactly(new Send(node(3), new Message.Removed()));
        assertThat(ensemble.state(1).term()).isEqualTo(1);
    }
}
