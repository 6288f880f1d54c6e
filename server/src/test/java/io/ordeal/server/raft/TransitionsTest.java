package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static io.ordeal.server.raft.Ensemble.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition;
import io.ordeal.server.events.Transition.LeaderKnown;
import io.ordeal.server.events.Transition.LeaderLost;
import io.ordeal.server.events.Transition.LogTruncated;
import io.ordeal.server.events.Transition.Part;
import io.ordeal.server.events.Transition.RoleChanged;
import io.ordeal.server.events.Transition.SnapshotInstalled;
import io.ordeal.server.events.Transition.SnapshotSending;
import io.ordeal.server.events.Transition.SnapshotSent;
import io.ordeal.server.events.Transition.SnapshotTaken;
import io.ordeal.server.events.Transition.TermBegan;
import io.ordeal.server.events.Transition.TermCommitted;
import io.ordeal.server.events.Transition.VoteGranted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a node's life. */
class TransitionsTest {

    private final Ensemble ensemble = Ensemble.of(3);

    @Test
    void anElectionIsToldByItsWinner() {
        ensemble.elect(1);
        assertThat(ensemble.told(1))
                .containsExactly(
                        new RoleChanged(Part.FOLLOWER, Part.PRE_CANDIDATE),
                        new TermBegan(0),
                        new VoteGranted(node(1)),
                        new RoleChanged(Part.PRE_CANDIDATE, Part.CANDIDATE),
                        new RoleChanged(Part.CANDIDATE, Part.LEADER),
                        new LeaderKnown(node(1)),
                        new TermCommitted(1, 1));
    }

    @Test
    void anElectionIsToldByItsVoters() {
        ensemble.elect(1);
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(ensemble.told(2))
                .containsExactly(
                        new TermBegan(0), new VoteGranted(node(1)), new LeaderKnown(node(1)), new TermCommitted(1, 1));
    }

    @Test
    void ordinaryWorkIsNotWorthTelling() {
        ensemble.elect(1);
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        List.of(1, 2, 3).forEach(ensemble::told);
        ensemble.propose(1, "a", "b");
        ensemble.read(2);
        ensemble.deliver();
        ensemble.timeout(1, Timeout.HEARTBEAT);
        ensemble.deliver();
        assertThat(ensemble.state(2).commit()).isEqualTo(3);
        assertThat(List.of(1, 2, 3))
                .allSatisfy(number -> assertThat(ensemble.told(number)).isEmpty());
    }

    @Test
    void aLeaderThatIsCutOffLosesItself() {
        ensemble.elect(1);
        ensemble.cut(1);
        ensemble.told(1);
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.timeout(1, Timeout.QUORUM);
        assertThat(ensemble.told(1))
                .containsExactly(new RoleChanged(Part.LEADER, Part.FOLLOWER), new LeaderLost(node(1)));
    }

    @Test
    void aFollowerThatTiresOfItsLeaderHasLostIt() {
        ensemble.elect(1);
        ensemble.told(2);
        ensemble.timeout(2, Timeout.ELECTION);
        assertThat(ensemble.told(2))
                .containsExactly(new RoleChanged(Part.FOLLOWER, Part.PRE_CANDIDATE), new LeaderLost(node(1)));
    }

    @Test
    void aNewLeaderReplacesTheOldInOneGo() {
        ensemble.elect(1);
        ensemble.told(3);
        ensemble.elect(2);
        assertThat(ensemble.told(3)).contains(new TermBegan(1), new VoteGranted(node(2)), new LeaderKnown(node(2)));
    }

    @Test
    void aLogThatIsInConflictLosesItsEnd() {
        ensemble.restart(1, 3, Optional.empty(), log(1, 3));
        ensemble.restart(2, 3, Optional.empty(), log(1, 3));
        ensemble.restart(3, 2, Optional.empty(), log(1, 2, 2));
        ensemble.elect(1);
        assertThat(ensemble.told(3)).contains(new LogTruncated(1, 2));
        assertThat(ensemble.told(2)).noneMatch(told -> told instanceof LogTruncated);
    }

    @Test
    void aSnapshotIsTakenSentAndInstalled() {
        ensemble.elect(1);
        ensemble.cut(3);
        ensemble.propose(1, "a", "b");
        ensemble.deliver();
        Snapshot snapshot = ensemble.snapshot(1, 25);
        assertThat(ensemble.told(1)).endsWith(new SnapshotTaken(3, 25));
        ensemble.heal();
        for (int beat = 0; beat < 5; beat++) {
            ensemble.timeout(1, Timeout.HEARTBEAT);
            ensemble.deliver();
        }
        assertThat(ensemble.state(3).snapshot()).isEqualTo(snapshot);
        assertThat(ensemble.told(1)).containsExactly(new SnapshotSending(node(3), 3, 25), new SnapshotSent(node(3), 3));
        assertThat(ensemble.told(3)).contains(new SnapshotInstalled(3, 25));
    }

    @Test
    void anEventIsALineOfJson() {
        assertThat(line(new RoleChanged(Part.PRE_CANDIDATE, Part.CANDIDATE)))
                .isEqualTo("{\"time\":\"2014-10-01T00:00:00.007Z\",\"nanos\":-12,\"node\":\"n2\",\"term\":3,"
                        + "\"event\":\"role\",\"from\":\"pre-candidate\",\"to\":\"candidate\"}\n");
        assertThat(line(new Transition.DiskFailed("a \"bad\"\nday"))).endsWith("\"reason\":\"a \\\"bad\\\"\\nday\"}\n");
    }

    private static String line(Transition transition) {
        return new Occurrence(1_412_121_600_007L, -12, node(2), 3, transition).line();
    }
}
