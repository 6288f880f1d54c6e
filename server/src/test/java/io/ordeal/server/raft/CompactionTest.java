package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Apply;
import io.ordeal.server.raft.Effect.Forget;
import io.ordeal.server.raft.Effect.Persist;
import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Input.SnapshotReady;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a node's own snapshot takes the place of its log: §7, thesis 5.1. */
class CompactionTest {

    private final Ensemble ensemble = Ensemble.of(3);

    private void commit(int entries) {
        ensemble.elect(1);
        for (int i = 1; i < entries; i++) {
            ensemble.propose(1, "x");
        }
        ensemble.deliver();
    }

    @Test
    void dropsWhatTheSnapshotHolds() {
        commit(5);
        Snapshot snapshot = ensemble.snapshot(1, 10);
        assertThat(ensemble.effects(1)).containsExactly(new Forget(5));
        assertThat(ensemble.state(1).log().base()).isEqualTo(snapshot.last());
        ensemble.propose(1, "y");
        ensemble.deliver();
        assertThat(ensemble.state(1).commit()).isEqualTo(6);
        assertThat(ensemble.state(2).commit()).isEqualTo(6);
    }

    @Test
    void keepsATailForFollowersThatLagButLittle() {
        var tailed = Ensemble.of(3, 64, 3);
        tailed.elect(1);
        tailed.propose(1, "a", "b", "c");
        tailed.deliver();
        tailed.cut(3);
        tailed.propose(1, "d", "e", "f");
        tailed.deliver();
        tailed.snapshot(1, 10);
        assertThat(tailed.state(1).log().base().index()).isEqualTo(4);
        tailed.heal();
        tailed.timeout(1, Timeout.HEARTBEAT);
        tailed.deliver();
        assertThat(tailed.state(3).commit()).isEqualTo(7);
        assertThat(tailed.state(3).snapshot()).isEqualTo(Snapshot.NONE);
    }

    @Test
    void ofLargeEntriesTheTailIsShorter() {
        var tailed = Ensemble.of(3, 64, 100);
        tailed.elect(1);
        String large = "x".repeat(4 << 20);
        tailed.propose(1, large, large, large, large, large, "small");
        tailed.deliver();
        tailed.snapshot(1, 10);
        assertThat(tailed.state(1).commit()).isEqualTo(7);
        assertThat(tailed.state(1).log().base().index()).isEqualTo(3);
    }

    @Test
    void heedsNoSnapshotThatIsNotLaterThanTheLatest() {
        commit(5);
        Snapshot latest = ensemble.snapshot(1, 10);
        ensemble.input(1, new SnapshotReady(new Snapshot(new EntryId(1, 3), 10, 3), Configuration.NONE));
        assertThat(ensemble.effects(1)).isEmpty();
        assertThat(ensemble.state(1).snapshot()).isEqualTo(latest);
    }

    /** What is compacted was committed, so the entry before the new ones is the leader's. */
    @Test
    void entriesThatArePartlyCompactedAreTaken() {
        commit(5);
        ensemble.snapshot(2, 10);
        var late = new AppendRequest(1, new EntryId(1, 2), log(1, 1, 1, 1, 1, 1).subList(2, 6), 6, 0);
        ensemble.receive(2, 1, late);
        assertThat(ensemble.effects(2)).contains(new Promise(node(1), new Message.Accepted(1, 6, 0)));
        assertThat(ensemble.effects(2)).contains(new Apply(log(1, 1, 1, 1, 1, 1).subList(5, 6)));
        assertThat(ensemble.terms(2)).containsExactly(1L);
    }

    /** §5.4.1 holds of an empty log, too, if that begins after a snapshot. */
    @Test
    void logThatIsAllCompactedIsStillUpToDate() {
        ensemble.restart(1, 4, new Snapshot(new EntryId(3, 8), 10, 8), RaftLog.after(new EntryId(3, 8)));
        ensemble.receive(1, 2, new VoteRequest(5, false, false, new EntryId(3, 7)));
        assertThat(ensemble.effects(1)).contains(new Promise(node(2), new VoteReply(5, false, false)));
        ensemble.receive(1, 3, new VoteRequest(5, false, false, new EntryId(3, 8)));
        assertThat(ensemble.effects(1)).contains(new Promise(node(3), new VoteReply(5, false, true)));
        ensemble.timeout(1, Timeout.ELECTION);
        assertThat(ensemble.effects(1))
                .contains(new Promise(node(2), new VoteRequest(6, true, false, new EntryId(3, 8))));
    }

    @Test
    void nodeStartsWithWhatItsSnapshotHoldsCommitted() {
        ensemble.restart(1, 4, new Snapshot(new EntryId(2, 3), 10, 3), RaftLog.of(log(1, 2, 2, 3, 3)));
        assertThat(ensemble.state(1).commit()).isEqualTo(3);
        assertThat(ensemble.state(1).log().base()).isEqualTo(new EntryId(2, 3));
        ensemble.receive(1, 2, new AppendRequest(4, new EntryId(3, 5), List.of(), 5, 0));
        assertThat(ensemble.effects(1)).contains(new Apply(log(1, 2, 2, 3, 3).subList(3, 5)));
    }

    /** The snapshot of a term may be durable before the term is. */
    @Test
    void nodeStartsInNoEarlierTermThanThatOfItsSnapshot() {
        ensemble.restart(1, 2, new Snapshot(new EntryId(3, 8), 10, 8), RaftLog.after(new EntryId(3, 8)));
        assertThat(ensemble.state(1).hard()).isEqualTo(new HardState(3, Optional.empty()));
    }

    @Test
    void entriesThatConflictAfterASnapshotAreReplaced() {
        ensemble.restart(1, 4, new Snapshot(new EntryId(2, 3), 10, 3), RaftLog.of(log(1, 2, 2, 3, 3, 3)));
        ensemble.receive(
                1, 2, new AppendRequest(5, new EntryId(2, 3), log(1, 2, 2, 5).subList(3, 4), 3, 0));
        assertThat(ensemble.effects(1))
                .contains(new Persist(
                        new HardState(5, Optional.empty()), 3, log(1, 2, 2, 5).subList(3, 4)));
        assertThat(ensemble.terms(1)).containsExactly(5L);
    }
}
