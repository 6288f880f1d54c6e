package io.ordeal.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Effect.ReadFrom;
import io.ordeal.server.raft.Effect.RefuseRead;
import io.ordeal.server.raft.Message.Accepted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ReadIndex: thesis 6.4. */
class ReadsTest {

    private final Ensemble ensemble = Ensemble.of(5);

    @Test
    void areAnsweredOnceAMajorityConfirmsTheLeader() {
        ensemble.elect(1);
        ensemble.cut(4, 5);
        Ticket ticket = ensemble.read(1);
        assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(ReadFrom.class);
        ensemble.deliver();
        assertThat(ensemble.effects(1)).contains(new ReadFrom(List.of(ticket), 1));
    }

    @Test
    void areNotAnsweredWithoutAMajority() {
        ensemble.elect(1);
        ensemble.cut(3, 4, 5);
        ensemble.read(1);
        ensemble.deliver();
        assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(ReadFrom.class);
    }

    @Test
    void areNotAnsweredByAConfirmationFromBeforeTheyWereAsked() {
        ensemble.elect(1);
        ensemble.read(1);
        ensemble.deliver();
        ensemble.cut(2, 3, 4, 5);
        ensemble.read(1);
        long round = ((Role.Leader) ensemble.state(1).role()).round();
        ensemble.receive(1, 2, new Accepted(1, 1, round - 1));
        ensemble.receive(1, 3, new Accepted(1, 1, round - 1));
        assertThat(ensemble.effects(1)).doesNotHaveAnyElementsOfTypes(ReadFrom.class);
        ensemble.receive(1, 2, new Accepted(1, 1, round));
        ensemble.receive(1, 3, new Accepted(1, 1, round));
        assertThat(ensemble.effects(1)).hasAtLeastOneElementOfType(ReadFrom.class);
    }

    @Test
    void waitForAnEntryOfTheLeadersOwnTerm() {
        var fresh = Ensemble.of(3);
        fresh.timeout(1, Timeout.ELECTION);
        fresh.receive(1, 2, new Message.VoteReply(1, true, true));
        fresh.receive(1, 2, new Message.VoteReply(1, false, true));
        assertThat(fresh.state(1).leads()).isTrue();
        fresh.read(1);
        long round = ((Role.Leader) fresh.state(1).role()).round();
        fresh.receive(1, 2, new Accepted(1, 0, round));
        fresh.receive(1, 3, new Accepted(1, 0, round));
        assertThat(fresh.effects(1)).doesNotHaveAnyElementsOfTypes(ReadFrom.class);
        fresh.deliver();
        assertThat(fresh.effects(1)).hasAtLeastOneElementOfType(ReadFrom.class);
    }

    @Test
    void goThroughTheLeaderFromAnyNode() {
        ensemble.elect(1);
        ensemble.propose(1, "x");
        ensemble.deliver();
        Ticket ticket = ensemble.read(4);
        ensemble.deliver();
        assertThat(ensemble.effects(4)).contains(new ReadFrom(List.of(ticket), 2));
    }

    @Test
    void areRefusedWhereNoLeaderIsKnown() {
        Ticket ticket = ensemble.read(4);
        assertThat(ensemble.effects(4)).containsExactly(new RefuseRead(List.of(ticket)));
    }

    @Test
    void areRefusedByALeaderThatStepsDown() {
        ensemble.elect(1);
        ensemble.cut(2, 3, 4, 5);
        Ticket ticket = ensemble.read(1);
        ensemble.deliver();
        ensemble.timeout(1, Timeout.QUORUM);
        ensemble.timeout(1, Timeout.QUORUM);
        assertThat(ensemble.effects(1)).contains(new RefuseRead(List.of(ticket)));
    }
}
