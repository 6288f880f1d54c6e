package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.Configure;
import io.ordeal.server.raft.Effect.Refuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** §6; thesis chapter 4: who takes part, and what counts while that changes. */
class ReconfigurationTest {

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

    /** Thesis 4.3: agreement needs majorities of both. */
    @Nested
    class Joint {

        /** Three voters, and two learners that are being promoted together. */
        @BeforeEach
        void promote() {
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
}
