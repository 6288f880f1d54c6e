package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.raft.Effect.Apply;
import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Ensemble.Envelope;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplicationTest {

    @Nested
    class Commit {

        private final Ensemble ensemble = Ensemble.of(5);

        Commit() {
            ensemble.elect(1);
        }

        @Test
        void comesWithAMajorityAndReachesEverybody() {
            ensemble.cut(4, 5);
            ensemble.propose(1, "x");
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(2);
            assertThat(ensemble.state(2).commit()).isEqualTo(2);
            ensemble.heal();
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(ensemble.state(5).commit()).isEqualTo(2);
        }

        @Test
        void doesNotComeWithAMinority() {
            ensemble.cut(3, 4, 5);
            ensemble.propose(1, "x");
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
        }

        @Test
        void needsNotTheLeadersOwnDisk() {
            ensemble.stall(1);
            ensemble.propose(1, "x");
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(2);
            assertThat(ensemble.state(1).durable()).isEqualTo(1);
        }

        @Test
        void countsTheLeaderOnlyOnceItsDiskHasTheEntry() {
            ensemble.stall(1);
            ensemble.cut(4, 5);
            ensemble.propose(1, "x");
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
            ensemble.unstall(1);
            assertThat(ensemble.state(1).commit()).isEqualTo(2);
        }

        @Test
        void doesNotCountAFollowerBeforeItsDiskHasTheEntry() {
            ensemble.stall(2);
            ensemble.cut(4, 5);
            ensemble.stall(3);
            ensemble.propose(1, "x");
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
            ensemble.unstall(2);
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
            ensemble.unstall(3);
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(2);
        }

        @Test
        void isNotCountedTwiceForOneFollower() {
            ensemble.cut(3, 4, 5);
            ensemble.propose(1, "x");
            ensemble.deliver();
            ensemble.receive(1, 2, new Accepted(1, 2, 0));
            ensemble.receive(1, 2, new Accepted(1, 2, 0));
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
        }
    }

    /** Figure 8 (c): an entry of an earlier term is not committed because a majority has it. */
    @Test
    void entryOfAnEarlierTermIsCommittedOnlyWithOneOfTheLeadersOwn() {
        var ensemble = Ensemble.of(5, 1);
        ensemble.restart(1, 3, Optional.empty(), log(1, 2));
        ensemble.cut(2, 4, 5);
        ensemble.timeout(1, Timeout.ELECTION);
        ensemble.receive(1, 2, new Message.VoteReply(4, true, true));
        ensemble.receive(1, 3, new Message.VoteReply(4, true, true));
        ensemble.receive(1, 2, new Message.VoteReply(4, false, true));
        ensemble.receive(1, 3, new Message.VoteReply(4, false, true));
        assertThat(ensemble.terms(1)).containsExactly(1L, 2L, 4L);
        ensemble.receive(1, 2, new Accepted(4, 2, 0));
        ensemble.receive(1, 3, new Accepted(4, 2, 0));
        assertThat(ensemble.state(1).commit()).isZero();
        ensemble.receive(1, 2, new Accepted(4, 3, 0));
        ensemble.receive(1, 3, new Accepted(4, 3, 0));
        assertThat(ensemble.state(1).commit()).isEqualTo(3);
    }

    /** Figure 7: whatever the followers' logs are like, they become the leader's. */
    @Test
    void bringsEveryFollowerOfFigure7IntoLine() {
        var ensemble = Ensemble.of(7, 2);
        ensemble.restart(1, 6, Optional.empty(), log(1, 1, 1, 4, 4, 5, 5, 6, 6, 6));
        ensemble.restart(2, 6, Optional.empty(), log(1, 1, 1, 4, 4, 5, 5, 6, 6));
        ensemble.restart(3, 4, Optional.empty(), log(1, 1, 1, 4));
        ensemble.restart(4, 6, Optional.empty(), log(1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6));
        ensemble.restart(5, 7, Optional.empty(), log(1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7));
        ensemble.restart(6, 4, Optional.empty(), log(1, 1, 1, 4, 4, 4, 4));
        ensemble.restart(7, 3, Optional.empty(), log(1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3));
        ensemble.restart(1, 7, Optional.empty(), log(1, 1, 1, 4, 4, 5, 5, 6, 6, 6));
        ensemble.elect(1);
        ensemble.propose(1, "x");
        ensemble.deliver();
        for (int follower = 2; follower <= 7; follower++) {
            assertThat(ensemble.terms(follower)).isEqualTo(ensemble.terms(1));
            assertThat(ensemble.state(follower).commit()).isEqualTo(12);
        }
        assertThat(ensemble.terms(1)).containsExactly(1L, 1L, 1L, 4L, 4L, 5L, 5L, 6L, 6L, 6L, 8L, 8L);
    }

    @Test
    void findsTheEndOfALongConflictInAFewMessages() {
        var ensemble = Ensemble.of(3);
        long[] mine = new long[500];
        long[] others = new long[500];
        for (int i = 0; i < 500; i++) {
            mine[i] = i < 10 ? 1 : 3;
            others[i] = i < 10 ? 1 : 2;
        }
        ensemble.restart(1, 3, Optional.empty(), log(mine));
        ensemble.restart(2, 3, Optional.empty(), log(others));
        ensemble.cut(3);
        ensemble.timeout(1, Timeout.ELECTION);
        int messages = ensemble.deliver();
        assertThat(ensemble.terms(2)).isEqualTo(ensemble.terms(1));
        assertThat(messages).isLessThan(50);
    }

    @Nested
    class Pipeline {

        @Test
        void sendsOnWithoutWaitingForAnswers() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.propose(1, "a");
            ensemble.propose(1, "b");
            ensemble.propose(1, "c");
            assertThat(ensemble.intercept())
                    .filteredOn(envelope -> envelope.to().equals(node(2)))
                    .extracting(Envelope::message)
                    .extracting(message -> ((AppendRequest) message).previous().index())
                    .containsExactly(1L, 2L, 3L);
        }

        @Test
        void repairsALossWithTheNextHeartbeat() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.propose(1, "a");
            ensemble.intercept();
            ensemble.propose(1, "b");
            ensemble.intercept();
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(3);
            assertThat(ensemble.terms(2)).isEqualTo(ensemble.terms(1));
        }

        @Test
        void doesNotPourEntriesIntoAFollowerThatNeverAnswers() {
            var ensemble = Ensemble.of(3, 1);
            ensemble.elect(1);
            ensemble.cut(3);
            for (int i = 0; i < 100; i++) {
                ensemble.propose(1, "x");
            }
            long sent = ensemble.intercept().stream()
                    .filter(envelope -> envelope.to().equals(node(3)))
                    .count();
            assertThat(sent).isEqualTo(16);
        }

        @Test
        void putsNoMoreIntoAMessageThanAMegabyteNeeds() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.cut(3);
            ensemble.stall(1);
            String value = "x".repeat(700_000);
            ensemble.propose(1, value, value, value, value, value);
            assertThat(ensemble.intercept())
                    .filteredOn(envelope -> envelope.to().equals(node(2)))
                    .extracting(Envelope::message)
                    .extracting(message -> ((AppendRequest) message).entries().size())
                    .containsExactly(2, 2, 1);
        }

        @Test
        void comesThroughReorderingAndDuplication() {
            var ensemble = Ensemble.of(3, 1);
            ensemble.elect(1);
            for (int i = 0; i < 5; i++) {
                ensemble.propose(1, "x");
            }
            List<Envelope> taken = ensemble.intercept().reversed();
            for (int twice = 0; twice < 2; twice++) {
                taken.forEach(
                        envelope -> ensemble.receive(envelope.to().equals(node(2)) ? 2 : 3, 1, envelope.message()));
            }
            ensemble.deliver();
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(ensemble.state(1).commit()).isEqualTo(6);
            assertThat(ensemble.terms(2)).isEqualTo(ensemble.terms(1));
            assertThat(ensemble.terms(3)).isEqualTo(ensemble.terms(1));
        }
    }

    @Nested
    class Follower {

        private final Ensemble ensemble = Ensemble.of(3);

        @Test
        void keepsEntriesBeyondThoseOfAnOlderMessage() {
            ensemble.restart(1, 1, Optional.empty(), log(1, 1, 1));
            ensemble.receive(1, 2, new AppendRequest(1, EntryId.NONE, log(1), 0, 0));
            assertThat(ensemble.terms(1)).containsExactly(1L, 1L, 1L);
        }

        @Test
        void commitsNoFurtherThanItsLogIsKnownToAgree() {
            ensemble.restart(1, 2, Optional.empty(), log(1, 2, 2));
            ensemble.receive(1, 2, new AppendRequest(3, new EntryId(1, 1), List.of(), 3, 0));
            assertThat(ensemble.state(1).commit()).isEqualTo(1);
        }

        @Test
        void neverGivesUpWhatIsCommitted() {
            ensemble.restart(1, 2, Optional.empty(), log(1, 2));
            ensemble.receive(1, 2, new AppendRequest(2, new EntryId(2, 2), List.of(), 2, 0));
            var forged = new AppendRequest(3, new EntryId(1, 1), log(1, 3).subList(1, 2), 0, 0);
            assertThatThrownBy(() -> ensemble.receive(1, 2, forged)).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void appliesInOrderAndOnce() {
            ensemble.receive(1, 2, new AppendRequest(1, EntryId.NONE, log(1, 1), 1, 0));
            assertThat(ensemble.effects(1)).contains(new Apply(log(1)));
            ensemble.receive(1, 2, new AppendRequest(1, EntryId.NONE, log(1, 1), 2, 0));
            assertThat(ensemble.effects(1)).contains(new Apply(log(1, 1).subList(1, 2)));
            ensemble.receive(1, 2, new AppendRequest(1, EntryId.NONE, log(1, 1), 2, 0));
            assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(Apply.class);
        }
    }

    @Nested
    class Proposals {

        private final Ensemble ensemble = Ensemble.of(3);

        @Test
        void areHandedOnToTheLeader() {
            ensemble.elect(1);
            ensemble.propose(3, "x");
            ensemble.deliver();
            assertThat(ensemble.state(3).commit()).isEqualTo(2);
        }

        @Test
        void areRefusedWhereNoLeaderIsKnown() {
            Ticket ticket = ensemble.propose(3, "x");
            assertThat(ensemble.effects(3)).containsExactly(new Refuse(List.of(ticket)));
        }

        @Test
        void areRefusedByAFormerLeader() {
            ensemble.elect(1);
            Ticket ticket = ensemble.propose(3, "x");
            ensemble.restart(1, 1, Optional.empty(), log(1));
            ensemble.deliver();
            assertThat(ensemble.effects(3)).contains(new Refuse(List.of(ticket)));
        }
    }
}
