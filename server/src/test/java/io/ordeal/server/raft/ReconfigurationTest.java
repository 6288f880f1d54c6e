package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static io.ordeal.server.raft.Ensemble.nodes;
import static io.ordeal.server.raft.Ensemble.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Configure;
import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.VoteReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** §6; thesis chapter 4. */
class ReconfigurationTest {

    private final Ensemble ensemble = Ensemble.of(3);

    private Configuration configuration(int number) {
        return ensemble.state(number).configuration();
    }

    @BeforeEach
    void elect() {
        ensemble.elect(1);
    }

    @Test
    void theFirstEntrySaysWithWhomTheClusterBegins() {
        assertThat(ensemble.state(2).log().at(1).payload()).isEqualTo(Configuration.of(nodes(1, 2, 3)));
        ensemble.elect(2);
        assertThat(ensemble.state(2).log().at(2).payload()).isEqualTo(Payload.NOTHING);
    }

    @Test
    void thatHasCaughtUpAnAddedNodeVotes() {
        ensemble.propose(1, "a");
        ensemble.add(1, 4);
        for (int number = 1; number <= 4; number++) {
            assertThat(configuration(number).voters()).isEqualTo(nodes(1, 2, 3, 4));
            assertThat(configuration(number).isJoint()).isFalse();
            assertThat(configuration(number).learners()).isEmpty();
            assertThat(configuration(number).addresses()).containsEntry(node(4), "at n4");
            assertThat(ensemble.state(number).commit()).isEqualTo(5);
        }
    }

    @Test
    void followersHandChangesOn() {
        ensemble.join(4);
        ensemble.change(2, new Change.Add(node(4), "there"));
        ensemble.deliver();
        assertThat(configuration(3).learners()).isEqualTo(nodes(4));
        Ticket refused = ensemble.change(2, new Change.Add(node(4), "there"));
        ensemble.deliver();
        assertThat(ensemble.effects(2)).contains(new Refuse(List.of(refused)));
    }

    @Test
    void aNodeThatMovesIsReachedElsewhere() {
        ensemble.change(1, new Change.Move(node(3), "elsewhere"));
        ensemble.deliver();
        assertThat(configuration(2).addresses()).containsEntry(node(3), "elsewhere");
        assertThat(configuration(2).isJoint()).isFalse();
    }

    /** Before the joint configuration is committed, the next does not begin, whatever else is committed (thesis 4.3). */
    @Test
    void theNextConfigurationWaitsForTheJointOne() {
        ensemble.propose(1, "a");
        ensemble.change(1, remove(3));
        ensemble.intercept();
        ensemble.receive(1, 2, new Accepted(1, 2, 0));
        assertThat(ensemble.state(1).commit()).isEqualTo(2);
        assertThat(ensemble.state(1).log().lastIndex()).isEqualTo(3);
        ensemble.receive(1, 2, new Accepted(1, 3, 0));
        assertThat(ensemble.state(1).commit()).isEqualTo(3);
        assertThat(configuration(1).isJoint()).isFalse();
    }

    /** A server always uses the latest configuration in its log, regardless of whether the entry is committed. */
    @Nested
    class InForce {

        @Test
        void isTheLatestInTheLogCommittedOrNot() {
            ensemble.cut(2, 3);
            ensemble.change(1, remove(3));
            assertThat(configuration(1).isJoint()).isTrue();
            assertThat(ensemble.effects(1)).contains(new Configure(configuration(1)));
            assertThat(ensemble.state(1).committedConfiguration()).isEqualTo(Configuration.of(nodes(1, 2, 3)));
        }

        @Test
        void fallsBackWithATruncatedLog() {
            ensemble.cut(1);
            ensemble.change(1, remove(3));
            ensemble.deliver();
            assertThat(configuration(1).isJoint()).isTrue();
            ensemble.elect(2);
            ensemble.heal();
            ensemble.timeout(2, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(configuration(1)).isEqualTo(Configuration.of(nodes(1, 2, 3)));
        }

        @Test
        void isFoundInTheLogAtARestart() {
            Configuration smaller = Configuration.of(nodes(1, 2));
            var entries = new ArrayList<>(log(1, 1));
            entries.add(new Entry(new EntryId(1, 3), smaller));
            entries.add(new Entry(new EntryId(1, 4), Payload.NOTHING));
            ensemble.restart(1, 1, Optional.empty(), entries);
            assertThat(configuration(1)).isEqualTo(smaller);
            assertThat(ensemble.state(1).committedConfiguration()).isEqualTo(Configuration.of(nodes(1, 2, 3)));
        }

        @Test
        void comesWithASnapshot() {
            ensemble.change(1, new Change.Move(node(3), "elsewhere"));
            ensemble.deliver();
            ensemble.propose(1, "a", "b");
            ensemble.deliver();
            ensemble.snapshot(1, 25);
            ensemble.add(1, 4);
            assertThat(ensemble.state(4).snapshot().index()).isEqualTo(4);
            assertThat(configuration(4)).isEqualTo(configuration(1));
            assertThat(configuration(4).addresses()).containsEntry(node(3), "elsewhere");
        }

        /** In the snapshot the change is under way, and it is brought to its end all the same. */
        @Test
        void comesJointWithASnapshotThatEndsInTheMidstOfAChange() {
            Configuration joint = joint();
            var snapshot = new Snapshot(new EntryId(1, 2), 10, 1);
            ensemble.restart(2, snapshot, RaftLog.after(snapshot.last()), joint);
            ensemble.restart(3, snapshot, RaftLog.after(snapshot.last()), joint);
            assertThat(configuration(2)).isEqualTo(joint);
            assertThat(ensemble.state(2).committedConfiguration()).isEqualTo(joint);
            ensemble.cut(1);
            ensemble.elect(2);
            assertThat(ensemble.state(2).leads()).isTrue();
            assertThat(configuration(3)).isEqualTo(joint.settled());
            assertThat(ensemble.state(3).committedConfiguration()).isEqualTo(joint.settled());
        }

        @Test
        void isFoundInTheLogAfterASnapshotThatEndsBefore() {
            Configuration joint = joint();
            var snapshot = new Snapshot(new EntryId(1, 2), 10, 1);
            Entry settled = new Entry(new EntryId(1, 3), joint.settled());
            RaftLog log = RaftLog.after(snapshot.last()).append(List.of(settled));
            ensemble.restart(2, snapshot, log, joint);
            assertThat(configuration(2)).isEqualTo(joint.settled());
            assertThat(ensemble.state(2).committedConfiguration()).isEqualTo(joint);
        }

        private Configuration joint() {
            return configuration(1).after(remove(1)).orElseThrow();
        }

        /** A follower whose log is not that of the snapshot has nothing left of its own configurations. */
        @Test
        void goesWithALogThatConflictsWithASnapshot() {
            ensemble.cut(1);
            ensemble.change(1, remove(3));
            ensemble.deliver();
            ensemble.elect(2);
            ensemble.propose(2, "a", "b");
            ensemble.deliver();
            ensemble.snapshot(2, 25);
            ensemble.heal();
            assertThat(configuration(1).isJoint()).isTrue();
            ensemble.timeout(2, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(ensemble.state(1).snapshot()).isEqualTo(ensemble.state(2).snapshot());
            assertThat(configuration(1)).isEqualTo(configuration(2));
            assertThat(configuration(1).isJoint()).isFalse();
        }

        @Test
        void isKeptWhereTheLogIsCompacted() {
            ensemble.change(1, remove(3));
            ensemble.deliver();
            ensemble.propose(1, "a");
            ensemble.deliver();
            ensemble.snapshot(1, 10);
            assertThat(ensemble.state(1).log().base().index()).isEqualTo(4);
            assertThat(configuration(1).voters()).isEqualTo(nodes(1, 2));
        }
    }

    @Nested
    class AChangeIsRefused {

        private void assertRefused(Change change) {
            Configuration before = configuration(1);
            Ticket ticket = ensemble.change(1, change);
            assertThat(ensemble.effects(1)).containsExactly(new Refuse(List.of(ticket)));
            assertThat(configuration(1)).isEqualTo(before);
        }

        @Test
        void whileAnotherIsUnderWay() {
            ensemble.cut(2, 3);
            ensemble.change(1, new Change.Add(node(4), "4"));
            assertRefused(new Change.Add(node(5), "5"));
        }

        @Test
        void whileTheConfigurationIsJoint() {
            ensemble.cut(2);
            ensemble.change(1, remove(3));
            assertRefused(new Change.Add(node(5), "5"));
        }

        /** The bug in single-server changes that Ongaro made known in 2015. */
        @Test
        void beforeAnEntryOfTheTermIsCommitted() {
            ensemble.restart(1, 5, Optional.of(node(1)), log(1, 2));
            ensemble.timeout(1, Timeout.ELECTION);
            ensemble.receive(1, 3, new VoteReply(6, true, true));
            ensemble.receive(1, 3, new VoteReply(6, false, true));
            assertThat(ensemble.state(1).leads()).isTrue();
            assertRefused(new Change.Add(node(4), "4"));
        }

        @Test
        void whereItIsNoChangeOrImpossible() {
            assertRefused(new Change.Add(node(2), "2"));
            assertRefused(new Change.Promote(nodes(2)));
            assertRefused(new Change.Promote(List.of()));
            assertRefused(remove(7));
            assertRefused(remove(1, 2, 3));
            assertRefused(remove());
            assertRefused(new Change.Move(node(7), "7"));
        }

        @Test
        void whereARemovedNodeIsToComeBack() {
            ensemble.change(1, remove(3));
            ensemble.deliver();
            assertRefused(new Change.Add(node(3), "3"));
        }

        @Test
        void byANodeThatKnowsNoLeader() {
            ensemble.timeout(2, Timeout.ELECTION);
            Ticket ticket = ensemble.change(2, remove(3));
            assertThat(ensemble.effects(2)).containsExactly(new Refuse(List.of(ticket)));
        }
    }
}
