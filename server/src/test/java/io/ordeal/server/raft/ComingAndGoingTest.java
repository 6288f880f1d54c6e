package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Effect.Retire;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Thesis 4.1, 4.2: learners, changes that are refused, and nodes that are removed. */
class ComingAndGoingTest {

    private final Ensemble ensemble = Ensemble.of(3);

    private static List<NodeId> nodes(int... numbers) {
        return IntStream.of(numbers).mapToObj(Ensemble::node).toList();
    }

    private static Change remove(int... numbers) {
        return new Change.Remove(nodes(numbers));
    }

    private Configuration configuration(int number) {
        return ensemble.state(number).configuration();
    }

    @BeforeEach
    void elect() {
        ensemble.elect(1);
    }

    @Nested
    class Learners {

        @BeforeEach
        void add() {
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

        @Test
        void doNotStand() {
            ensemble.timeout(4, Timeout.ELECTION);
            assertThat(ensemble.effects(4)).containsExactly(new Effect.Arm(Timeout.ELECTION));
            assertThat(ensemble.state(4).leader()).isEmpty();
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
                            nodes(1, 2, 3),
                            List.of(),
                            List.of(),
                            configuration(1).addresses(),
                            nodes(4)));
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

    @Nested
    class Removed {

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
        void oneThatStartsWithItOnItsDiskStops() {
            Configuration without = new Configuration(
                    nodes(1, 2), List.of(), List.of(), configuration(1).addresses(), nodes(3));
            Group group = ensemble.state(3).group();
            var snapshot = new Snapshot(new EntryId(1, 1), 10, 1);
            RaftLog log = RaftLog.after(snapshot.last());
            assertThat(Raft.start(group, HardState.INITIAL, log, snapshot, without)
                            .effects())
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
                    .noneMatch(
                            effect -> effect instanceof Send send && send.to().equals(node(3)));
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
}
