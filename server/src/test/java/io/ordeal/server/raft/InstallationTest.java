package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static io.ordeal.server.raft.Ensemble.piece;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.BeginAfter;
import io.ordeal.server.raft.Effect.Install;
import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Effect.TakeIn;
import io.ordeal.server.raft.Ensemble.Envelope;
import io.ordeal.server.raft.Input.SnapshotReady;
import io.ordeal.server.raft.Input.SnapshotSpoilt;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.Gathered;
import io.ordeal.server.raft.Message.InstallSnapshot;
import io.ordeal.server.raft.Message.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a follower gets a snapshot: §7, Figure 13. */
class InstallationTest {

    private static final Snapshot AT_FIVE = new Snapshot(new EntryId(2, 5), 30, 5);

    private final Ensemble ensemble = Ensemble.of(3);

    /** n1 leads and has compacted what n3, which is cut off, does not have. */
    private Snapshot leaveBehindN3(long bytes) {
        ensemble.elect(1);
        ensemble.cut(3);
        propose(5);
        return ensemble.snapshot(1, bytes);
    }

    /** Says that n3 lacks what n1 would send it next: the snapshot begins to go out. */
    private void reject() {
        ensemble.receive(1, 3, new Rejected(1, 6, new EntryId(1, 1), 0));
    }

    private void propose(int entries) {
        for (int i = 0; i < entries; i++) {
            ensemble.propose(1, "x");
        }
        ensemble.deliver();
    }

    private void beat(int times) {
        for (int i = 0; i < times; i++) {
            ensemble.timeout(1, Timeout.HEARTBEAT);
        }
    }

    private static List<InstallSnapshot> pieces(List<Envelope> envelopes) {
        return envelopes.stream()
                .map(Envelope::message)
                .filter(InstallSnapshot.class::isInstance)
                .map(InstallSnapshot.class::cast)
                .toList();
    }

    private static List<Long> offsets(List<Envelope> envelopes) {
        return pieces(envelopes).stream().map(InstallSnapshot::offset).toList();
    }

    @Test
    void followerThatLagsTooMuchGetsTheSnapshotAndThenEntries() {
        Snapshot snapshot = leaveBehindN3(95);
        propose(2);
        ensemble.heal();
        beat(2);
        ensemble.deliver();
        assertThat(ensemble.state(3).snapshot()).isEqualTo(snapshot);
        assertThat(ensemble.state(3).log().base()).isEqualTo(snapshot.last());
        assertThat(ensemble.terms(3)).isEqualTo(ensemble.terms(1)).hasSize(2);
        beat(1);
        ensemble.deliver();
        assertThat(ensemble.state(3).commit()).isEqualTo(8);
    }

    @Nested
    class Leader {

        @Test
        void sendsTwoPiecesAndThenOneForEachThatIsTaken() {
            leaveBehindN3(95);
            reject();
            assertThat(offsets(ensemble.intercept())).containsExactly(0L, 10L);
            Snapshot snapshot = ensemble.state(1).snapshot();
            ensemble.receive(1, 3, new Gathered(1, snapshot, 10));
            assertThat(offsets(ensemble.intercept())).containsExactly(20L);
            ensemble.receive(1, 3, new Gathered(1, snapshot, 80));
            assertThat(pieces(ensemble.intercept()))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(piece(1, snapshot, 80, 10), piece(1, snapshot, 90, 5));
        }

        /** A piece that does not fit shows that the one before it is missing, or has been overtaken. */
        @Test
        void sendsAtOnceAndOnceWhatSeemsToBeMissing() {
            leaveBehindN3(95);
            reject();
            ensemble.intercept();
            Snapshot snapshot = ensemble.state(1).snapshot();
            ensemble.receive(1, 3, new Gathered(1, snapshot, 0));
            assertThat(offsets(ensemble.intercept())).containsExactly(0L, 10L);
            ensemble.receive(1, 3, new Gathered(1, snapshot, 0));
            assertThat(offsets(ensemble.intercept())).isEmpty();
            ensemble.receive(1, 3, new Gathered(1, snapshot, 10));
            assertThat(offsets(ensemble.intercept())).containsExactly(20L);
            ensemble.receive(1, 3, new Gathered(1, snapshot, 10));
            assertThat(offsets(ensemble.intercept())).containsExactly(10L, 20L);
        }

        /** The heartbeats keep its leadership, and confirm reads; they also ask whether all is installed. */
        @Test
        void goesOnWithHeartbeatsMeanwhile() {
            Snapshot snapshot = leaveBehindN3(95);
            reject();
            ensemble.intercept();
            ensemble.heal();
            ensemble.cut(2);
            beat(2);
            ensemble.read(1);
            List<Envelope> sent = ensemble.intercept();
            assertThat(sent)
                    .filteredOn(envelope -> envelope.to().equals(node(3)))
                    .extracting(Envelope::message)
                    .filteredOn(AppendRequest.class::isInstance)
                    .containsExactly(
                            new AppendRequest(1, snapshot.last(), List.of(), 6, 0),
                            new AppendRequest(1, snapshot.last(), List.of(), 6, 0),
                            new AppendRequest(1, snapshot.last(), List.of(), 6, 1));
            Message last = sent.getLast().message();
            ensemble.timeout(1, Timeout.QUORUM);
            ensemble.receive(3, 1, last);
            ensemble.deliver();
            assertThat(ensemble.effects(1)).anyMatch(Effect.ReadFrom.class::isInstance);
            ensemble.timeout(1, Timeout.QUORUM);
            assertThat(ensemble.state(1).leads()).isTrue();
        }

        @Test
        void sendsAgainWhatIsNotAnsweredForAWhile() {
            leaveBehindN3(95);
            reject();
            ensemble.intercept();
            ensemble.receive(1, 3, new Gathered(1, ensemble.state(1).snapshot(), 10));
            ensemble.intercept();
            beat(3);
            assertThat(offsets(ensemble.intercept())).isEmpty();
            beat(1);
            assertThat(offsets(ensemble.intercept())).containsExactly(10L, 20L);
        }

        @Test
        void sendsNothingAgainToOneOfWhomNothingIsHeard() {
            leaveBehindN3(95);
            reject();
            ensemble.intercept();
            ensemble.timeout(1, Timeout.QUORUM);
            beat(20);
            assertThat(offsets(ensemble.intercept())).isEmpty();
        }

        @Test
        void finishesWhatItHasBegunThoughThereIsALaterSnapshot() {
            Snapshot first = leaveBehindN3(95);
            reject();
            ensemble.intercept();
            propose(3);
            Snapshot second = ensemble.snapshot(1, 77);
            ensemble.receive(1, 3, new Gathered(1, first, 10));
            assertThat(pieces(ensemble.intercept()))
                    .extracting(InstallSnapshot::snapshot)
                    .containsExactly(first);
            assertThat(ensemble.state(1).needs(first)).isTrue();
            assertThat(ensemble.state(1).log().base()).isEqualTo(first.last());
            ensemble.receive(1, 3, new Accepted(1, first.index(), 0));
            assertThat(ensemble.state(1).needs(first)).isFalse();
            assertThat(ensemble.state(1).needs(second)).isTrue();
            assertThat(ensemble.intercept())
                    .extracting(Envelope::message)
                    .extracting(message -> ((AppendRequest) message).previous())
                    .containsExactly(first.last());
        }

        /** Whoever does not answer must not keep a log from being compacted. */
        @Test
        void keepsNoEntriesForASilentFollower() {
            leaveBehindN3(95);
            reject();
            ensemble.timeout(1, Timeout.QUORUM);
            propose(3);
            Snapshot second = ensemble.snapshot(1, 77);
            assertThat(ensemble.state(1).log().base()).isEqualTo(second.last());
        }

        @Test
        void sendsAnotherOnceTheFirstIsNotEnoughAnyMore() {
            Snapshot first = leaveBehindN3(95);
            reject();
            ensemble.timeout(1, Timeout.QUORUM);
            propose(3);
            Snapshot second = ensemble.snapshot(1, 77);
            ensemble.intercept();
            ensemble.receive(1, 3, new Accepted(1, first.index(), 0));
            assertThat(pieces(ensemble.intercept()))
                    .extracting(InstallSnapshot::snapshot)
                    .containsExactly(second, second);
        }

        @Test
        void learnsThatAllWasLostBeforeItWasInstalled() {
            Snapshot snapshot = leaveBehindN3(15);
            ensemble.heal();
            ensemble.stall(3);
            beat(1);
            ensemble.deliver();
            assertThat(ensemble.state(3).commit()).isLessThan(snapshot.index());
            ensemble.restart(3, 1, Optional.empty(), log(1));
            for (int i = 0; i < 6; i++) {
                beat(1);
                ensemble.deliver();
            }
            assertThat(ensemble.state(3).snapshot()).isEqualTo(snapshot);
        }

        /** A leader is as good as another if its snapshot is the same. */
        @Test
        void goesOnWhereItsPredecessorStopped() {
            leaveBehindN3(95);
            Snapshot same = ensemble.snapshot(2, 95);
            reject();
            pieces(ensemble.intercept()).forEach(piece -> ensemble.receive(3, 1, piece));
            ensemble.intercept();
            ensemble.receive(1, 3, new Gathered(2, same, 0));
            ensemble.receive(2, 3, new Gathered(2, same, 0));
            ensemble.elect(2);
            ensemble.receive(2, 3, new Rejected(3, 6, new EntryId(1, 1), 0));
            pieces(ensemble.intercept()).forEach(piece -> ensemble.receive(3, 2, piece));
            Message answer = ensemble.intercept().getFirst().message();
            assertThat(answer).isEqualTo(new Gathered(3, same, 20));
            ensemble.receive(2, 3, answer);
            assertThat(offsets(ensemble.intercept())).containsExactly(20L, 30L);
        }

        @Test
        void heedsNoAnswerOfAnotherTransferOrBeyondTheEnd() {
            Snapshot snapshot = leaveBehindN3(95);
            reject();
            ensemble.intercept();
            ensemble.receive(1, 3, new Gathered(1, new Snapshot(snapshot.last(), 95, 99), 40));
            ensemble.receive(1, 3, new Gathered(1, snapshot, 96));
            assertThat(ensemble.intercept()).isEmpty();
        }

        @Test
        void stepsDownWhenTheFollowerKnowsOfALaterTerm() {
            Snapshot snapshot = leaveBehindN3(95);
            ensemble.receive(1, 3, new Gathered(2, snapshot, 0));
            assertThat(ensemble.state(1).leads()).isFalse();
            assertThat(ensemble.state(1).term()).isEqualTo(2);
        }
    }

    @Nested
    class Follower {

        private void take(long offset, int bytes) {
            ensemble.receive(1, 2, piece(3, AT_FIVE, offset, bytes));
        }

        @Test
        void tellsAfterEveryPieceWhatItHas() {
            take(0, 10);
            assertThat(ensemble.effects(1)).contains(new Send(node(2), new Gathered(3, AT_FIVE, 10)));
            take(10, 5);
            assertThat(ensemble.effects(1)).contains(new Send(node(2), new Gathered(3, AT_FIVE, 15)));
            assertThat(ensemble.state(1).leader()).contains(node(2));
        }

        /** Late, doubled and reordered pieces, in every order of three of them: none is taken at a wrong place. */
        @Test
        void takesOnlyThePieceThatComesNext() {
            for (int order = 0; order < 27; order++) {
                for (int place : new int[] {order % 3, order / 3 % 3, order / 9}) {
                    take(10L * place, 10);
                }
            }
            assertThat(ensemble.state(1).snapshot()).isEqualTo(AT_FIVE);
        }

        @Test
        void tellsWhatItHasWhenAPieceDoesNotFit() {
            take(0, 10);
            for (InstallSnapshot wrong : List.of(
                    piece(3, AT_FIVE, 0, 10),
                    piece(3, AT_FIVE, 20, 10),
                    piece(3, AT_FIVE, 10, 0),
                    piece(3, AT_FIVE, 10, 21))) {
                ensemble.receive(1, 2, wrong);
                assertThat(ensemble.effects(1))
                        .contains(new Send(node(2), new Gathered(3, AT_FIVE, 10)))
                        .doesNotHaveAnyElementsOfTypes(TakeIn.class);
            }
        }

        @Test
        void hasNothingOfASnapshotThatItDoesNotKnow() {
            take(20, 10);
            assertThat(ensemble.effects(1)).contains(new Send(node(2), new Gathered(3, AT_FIVE, 0)));
        }

        @Test
        void refusesAnOutdatedLeader() {
            ensemble.restart(1, 4, Optional.empty(), log());
            take(0, 10);
            assertThat(ensemble.effects(1)).containsExactly(new Promise(node(2), new Gathered(4, AT_FIVE, 0)));
        }

        @Test
        void ignoresWhatIsCommittedAlready() {
            ensemble.receive(1, 2, new AppendRequest(3, EntryId.NONE, log(1, 2, 2, 2, 2, 3), 6, 0));
            take(0, 30);
            assertThat(ensemble.effects(1))
                    .contains(new Promise(node(2), new Accepted(3, 6, 0)))
                    .doesNotHaveAnyElementsOfTypes(TakeIn.class);
        }

        @Test
        void goesOnToALaterSnapshotAndNotBackToAnEarlierOne() {
            var later = new Snapshot(new EntryId(3, 9), 20, 9);
            take(0, 10);
            ensemble.receive(1, 2, piece(3, later, 0, 10));
            take(0, 10);
            assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(TakeIn.class, Send.class);
            ensemble.receive(1, 2, piece(3, later, 10, 10));
            assertThat(ensemble.state(1).snapshot()).isEqualTo(later);
        }

        /** Of another leader, an earlier one may be all that there is. */
        @Test
        void startsOverWithWhatALaterLeaderHas() {
            var later = new Snapshot(new EntryId(3, 9), 20, 9);
            ensemble.receive(1, 2, piece(3, later, 0, 10));
            for (int offset = 0; offset < 30; offset += 10) {
                ensemble.receive(1, 3, piece(4, AT_FIVE, offset, 10));
            }
            assertThat(ensemble.state(1).snapshot()).isEqualTo(AT_FIVE);
        }

        @Test
        void startsOverWhenItWasSpoilt() {
            take(0, 10);
            ensemble.input(1, new SnapshotSpoilt(AT_FIVE));
            take(10, 10);
            assertThat(ensemble.effects(1)).contains(new Send(node(2), new Gathered(3, AT_FIVE, 0)));
        }
    }

    @Nested
    class Installing {

        private void takeAll() {
            for (int offset = 0; offset < 30; offset += 10) {
                ensemble.receive(1, 2, piece(3, AT_FIVE, offset, 10));
            }
        }

        @Test
        void waitsForTheDisk() {
            ensemble.stall(1);
            takeAll();
            assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(Install.class);
            assertThat(ensemble.state(1).commit()).isZero();
            ensemble.input(1, new SnapshotReady(AT_FIVE, ensemble.state(1).configuration()));
            assertThat(ensemble.effects(1))
                    .contains(new Install(AT_FIVE), new Promise(node(2), new Accepted(3, 5, 0)))
                    .doesNotHaveAnyElementsOfTypes(Effect.Apply.class);
            assertThat(ensemble.state(1).commit()).isEqualTo(5);
            assertThat(ensemble.state(1).durable()).isEqualTo(5);
        }

        /** Figure 13, rule 7: entries that conflict, with all that follow. */
        @Test
        void dropsALogThatConflicts() {
            ensemble.restart(1, 2, Optional.empty(), log(1, 1, 1, 1, 1, 1, 1));
            takeAll();
            assertThat(ensemble.effects(1)).contains(new BeginAfter(AT_FIVE.last()));
            assertThat(ensemble.terms(1)).isEmpty();
            assertThat(ensemble.state(1).log().last()).isEqualTo(AT_FIVE.last());
        }

        @Test
        void dropsALogThatEndsBefore() {
            ensemble.restart(1, 2, Optional.empty(), log(1, 2));
            takeAll();
            assertThat(ensemble.effects(1)).contains(new BeginAfter(AT_FIVE.last()));
            assertThat(ensemble.state(1).log().last()).isEqualTo(AT_FIVE.last());
        }

        /** Figure 13, rule 6: the snapshot is a prefix of the log. */
        @Test
        void keepsWhatFollowsItsLastEntry() {
            ensemble.restart(1, 2, Optional.empty(), log(1, 1, 2, 2, 2, 2, 2));
            takeAll();
            assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(BeginAfter.class);
            assertThat(ensemble.state(1).log().last()).isEqualTo(new EntryId(2, 7));
            assertThat(ensemble.state(1).commit()).isEqualTo(5);
        }

        /** The leader's next entries must fit to what the follower takes for its last. */
        @Test
        void isFollowedByEntriesOfTheLeader() {
            takeAll();
            var next = new AppendRequest(
                    3, new EntryId(2, 5), log(1, 2, 2, 2, 2, 3).subList(5, 6), 6, 0);
            ensemble.receive(1, 2, next);
            assertThat(ensemble.effects(1)).contains(new Promise(node(2), new Accepted(3, 6, 0)));
            var wrong = new AppendRequest(3, new EntryId(3, 5), List.of(), 6, 0);
            ensemble.receive(1, 2, wrong);
            assertThat(ensemble.effects(1))
                    .filteredOn(Promise.class::isInstance)
                    .allMatch(effect -> ((Promise) effect).message() instanceof Message.Rejected);
        }

        @Test
        void isNotNeededWhenTheLogHasCaughtUpMeanwhile() {
            ensemble.stall(1);
            takeAll();
            ensemble.receive(1, 2, new AppendRequest(3, EntryId.NONE, log(1, 1, 2, 2, 2, 3), 6, 0));
            ensemble.input(1, new SnapshotReady(AT_FIVE, ensemble.state(1).configuration()));
            assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(Install.class);
            assertThat(ensemble.state(1).snapshot()).isEqualTo(AT_FIVE);
            assertThat(ensemble.terms(1)).containsExactly(3L);
        }
    }

    /** Whatever is lost and doubled on the way, a follower gets there, and with the right bytes. */
    @Test
    void comesThroughLossReorderingAndDuplication() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new java.util.SplittableRandom(seed);
            var trial = Ensemble.of(3);
            trial.elect(1);
            trial.cut(3);
            trial.propose(1, "x", "x", "x");
            trial.deliver();
            Snapshot snapshot = trial.snapshot(1, 1 + random.nextInt(200));
            trial.heal();
            int beats = 0;
            while (trial.state(3).snapshot().index() == 0 && beats++ < 500) {
                trial.timeout(1, Timeout.HEARTBEAT);
                var envelopes = new ArrayList<>(trial.intercept());
                for (int left = random.nextInt(20); left > 0 && !envelopes.isEmpty(); left--) {
                    Envelope next = envelopes.get(random.nextInt(envelopes.size()));
                    trial.receive(number(next.to()), number(next.from()), next.message());
                    envelopes.addAll(trial.intercept());
                }
            }
            assertThat(trial.state(3).snapshot()).as("seed " + seed).isEqualTo(snapshot);
        }
    }

    private static int number(NodeId id) {
        return Integer.parseInt(id.value().substring(1));
    }
}
