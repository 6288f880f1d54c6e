package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.Persist;
import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ElectionTest {

    @Test
    void electsTheCandidateThatAMajorityVotesFor() {
        var ensemble = Ensemble.of(5);
        ensemble.cut(4, 5);
        ensemble.elect(1);
        assertThat(ensemble.state(1).leads()).isTrue();
        assertThat(ensemble.state(1).term()).isEqualTo(1);
        assertThat(ensemble.state(2).leader()).contains(node(1));
    }

    @Test
    void electsNobodyWithoutAMajority() {
        var ensemble = Ensemble.of(4);
        ensemble.cut(3, 4);
        ensemble.elect(1);
        assertThat(ensemble.state(1).leads()).isFalse();
    }

    @Test
    void singleNodeElectsItselfAndCommits() {
        var ensemble = Ensemble.of(1);
        ensemble.elect(1);
        assertThat(ensemble.state(1).leads()).isTrue();
        assertThat(ensemble.state(1).commit()).isEqualTo(1);
    }

    @Nested
    class Votes {

        private final Ensemble ensemble = Ensemble.of(3);

        @Test
        void areGivenOncePerTerm() {
            ensemble.receive(1, 2, new VoteRequest(1, false, false, EntryId.NONE));
            assertThat(ensemble.effects(1)).contains(new Promise(node(2), new VoteReply(1, false, true)));
            ensemble.receive(1, 3, new VoteRequest(1, false, false, EntryId.NONE));
            assertThat(ensemble.effects(1)).containsExactly(new Promise(node(3), new VoteReply(1, false, false)));
        }

        @Test
        void areGivenAgainToTheSameCandidate() {
            ensemble.receive(1, 2, new VoteRequest(1, false, false, EntryId.NONE));
            ensemble.receive(1, 2, new VoteRequest(1, false, false, EntryId.NONE));
            assertThat(ensemble.effects(1)).contains(new Promise(node(2), new VoteReply(1, false, true)));
        }

        @Test
        void areNotGivenTwiceAcrossARestart() {
            ensemble.restart(1, 1, Optional.of(node(2)), List.of());
            ensemble.receive(1, 3, new VoteRequest(1, false, false, EntryId.NONE));
            assertThat(ensemble.effects(1)).containsExactly(new Promise(node(3), new VoteReply(1, false, false)));
        }

        @Test
        void areWrittenBeforeTheyArePromised() {
            ensemble.receive(1, 2, new VoteRequest(1, false, false, EntryId.NONE));
            assertThat(ensemble.effects(1))
                    .containsExactly(
                            new Persist(new HardState(1, Optional.of(node(2))), 0, List.of()),
                            new Arm(Timeout.ELECTION),
                            new Promise(node(2), new VoteReply(1, false, true)));
        }

        @Test
        void areAskedForOnlyOnceTheOwnOneIsWritten() {
            ensemble.timeout(1, Timeout.ELECTION);
            ensemble.receive(1, 2, new VoteReply(1, true, true));
            assertThat(ensemble.effects(1).getFirst())
                    .isEqualTo(new Persist(new HardState(1, Optional.of(node(1))), 0, List.of()));
            assertThat(ensemble.effects(1))
                    .contains(new Promise(node(2), new VoteRequest(1, false, false, EntryId.NONE)))
                    .doesNotHaveAnyElementsOfTypes(Send.class);
        }

        @Test
        void ofAnEarlierTermDoNotCount() {
            ensemble.restart(1, 4, Optional.empty(), List.of());
            ensemble.timeout(1, Timeout.ELECTION);
            ensemble.receive(1, 2, new VoteReply(5, true, true));
            ensemble.receive(1, 2, new VoteReply(4, false, true));
            assertThat(ensemble.state(1).leads()).isFalse();
            ensemble.receive(1, 2, new VoteReply(5, false, true));
            assertThat(ensemble.state(1).leads()).isTrue();
        }
    }

    /** §5.4.1. */
    @Nested
    class ElectionRestriction {

        private final Ensemble ensemble = Ensemble.of(3);

        @Test
        void refusesACandidateWhoseLastTermIsOlderEvenIfItsLogIsLonger() {
            ensemble.restart(1, 3, Optional.empty(), log(1, 3));
            ensemble.receive(1, 2, new VoteRequest(4, false, false, new EntryId(2, 7)));
            assertThat(ensemble.effects(1)).contains(new Promise(node(2), new VoteReply(4, false, false)));
        }

        @Test
        void refusesACandidateWhoseLogIsShorter() {
            ensemble.restart(1, 3, Optional.empty(), log(1, 3, 3));
            ensemble.receive(1, 2, new VoteRequest(4, false, false, new EntryId(3, 2)));
            assertThat(ensemble.effects(1)).contains(new Promise(node(2), new VoteReply(4, false, false)));
        }

        @Test
        void grantsToACandidateWhoseLastTermIsNewerEvenIfItsLogIsShorter() {
            ensemble.restart(1, 3, Optional.empty(), log(1, 2, 2));
            ensemble.receive(1, 2, new VoteRequest(4, false, false, new EntryId(3, 1)));
            assertThat(ensemble.effects(1)).contains(new Promise(node(2), new VoteReply(4, false, true)));
        }

        @Test
        void holdsForPreVotesToo() {
            ensemble.restart(1, 3, Optional.empty(), log(1, 3));
            ensemble.receive(1, 2, new VoteRequest(4, true, false, new EntryId(2, 7)));
            assertThat(ensemble.effects(1)).contains(new Send(node(2), new VoteReply(3, true, false)));
        }

        @Test
        void whoeverRefusesACandidateThatIsBehindAsksAtOnceItself() {
            ensemble.restart(1, 3, Optional.empty(), log(1, 3));
            ensemble.receive(1, 2, new VoteRequest(4, true, false, new EntryId(1, 1)));
            assertThat(ensemble.effects(1))
                    .contains(new Promise(node(2), new VoteRequest(4, true, false, new EntryId(3, 2))))
                    .contains(new Promise(node(3), new VoteRequest(4, true, false, new EntryId(3, 2))));
            ensemble.receive(1, 2, new VoteRequest(4, true, false, new EntryId(1, 1)));
            assertThat(ensemble.effects(1)).containsExactly(new Send(node(2), new VoteReply(3, true, false)));
        }

        @Test
        void oneElectionTimeoutIsEnoughEvenIfTheOneThatRunsOutIsOfANodeThatIsBehind() {
            ensemble.elect(1);
            ensemble.cut(3);
            ensemble.propose(1, "a");
            ensemble.deliver();
            ensemble.heal();
            ensemble.cut(1);
            ensemble.elect(3);
            assertThat(ensemble.state(2).leads()).isTrue();
        }

        @Test
        void nobodyAsksInsteadOfACandidateThatIsUpToDate() {
            ensemble.receive(1, 2, new VoteRequest(4, true, false, EntryId.NONE));
            assertThat(ensemble.effects(1)).containsExactly(new Send(node(2), new VoteReply(4, true, true)));
        }
    }

    /** Thesis 9.6 and 4.2.3. */
    @Nested
    class Disturbance {

        @Test
        void preVotesChangeNobodysTerm() {
            var ensemble = Ensemble.of(3);
            ensemble.cut(2, 3);
            for (int i = 0; i < 5; i++) {
                ensemble.elect(1);
            }
            assertThat(ensemble.state(1).term()).isZero();
            ensemble.receive(2, 1, new VoteRequest(7, true, false, EntryId.NONE));
            assertThat(ensemble.state(2).term()).isZero();
        }

        @Test
        void nodeThatWasCutOffDoesNotDeposeTheLeader() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.cut(3);
            ensemble.timeout(3, Timeout.ELECTION);
            ensemble.heal();
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(ensemble.state(1).leads()).isTrue();
            assertThat(ensemble.state(3).leader()).contains(node(1));
        }

        @Test
        void whoeverHearsALeaderDisregardsCandidatesEvenOfALaterTerm() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.receive(2, 3, new VoteRequest(9, false, false, new EntryId(9, 9)));
            assertThat(ensemble.effects(2)).isEmpty();
            assertThat(ensemble.state(2).term()).isEqualTo(1);
            ensemble.receive(1, 3, new VoteRequest(9, false, false, new EntryId(9, 9)));
            assertThat(ensemble.state(1).leads()).isTrue();
        }

        @Test
        void afterAnElectionTimeoutOfSilenceCandidatesAreHeardAgain() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.timeout(2, Timeout.STICKINESS);
            ensemble.receive(2, 3, new VoteRequest(9, false, false, new EntryId(9, 9)));
            assertThat(ensemble.effects(2)).contains(new Promise(node(3), new VoteReply(9, false, true)));
        }
    }

    @Nested
    class Deposition {

        @Test
        void leaderThatHearsFromNoMajorityStepsDownAndWaitsForAnElection() {
            var ensemble = Ensemble.of(5);
            ensemble.elect(1);
            ensemble.timeout(1, Timeout.QUORUM);
            assertThat(ensemble.state(1).leads()).isTrue();
            ensemble.cut(2, 3, 4);
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
            ensemble.timeout(1, Timeout.QUORUM);
            assertThat(ensemble.state(1).leads()).isFalse();
            assertThat(ensemble.effects(1)).contains(new Arm(Timeout.ELECTION));
        }

        @Test
        void leaderThatHearsOfAHigherTermStepsDownAndWaitsForAnElection() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.receive(1, 2, new AppendRequest(5, EntryId.NONE, List.of(), 0, 0));
            assertThat(ensemble.state(1).leader()).contains(node(2));
            assertThat(ensemble.effects(1)).contains(new Arm(Timeout.ELECTION));
        }

        @Test
        void outdatedLeaderLearnsTheTermFromTheRefusalOfItsEntries() {
            var ensemble = Ensemble.of(3);
            ensemble.elect(1);
            ensemble.restart(2, 6, Optional.empty(), log(1));
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
            assertThat(ensemble.state(1).leads()).isFalse();
            assertThat(ensemble.state(1).term()).isEqualTo(6);
        }
    }

    /** Or it would, after a power failure, lead the same term again with other entries. */
    @Test
    void whoNeedsNobodyElseLeadsOnceItsOwnVoteIsDurable() {
        var alone = Ensemble.of(1);
        alone.stall(1);
        alone.timeout(1, Timeout.ELECTION);
        alone.deliver();
        assertThat(alone.state(1).term()).isEqualTo(1);
        assertThat(alone.state(1).leads()).isFalse();
        alone.unstall(1);
        alone.deliver();
        assertThat(alone.state(1).leads()).isTrue();
    }
}
