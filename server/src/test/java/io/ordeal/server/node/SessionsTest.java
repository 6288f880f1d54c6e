package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");

    private final Sessions sessions = new Sessions();

    @Test
    void requestTakesEffectOnceHoweverOftenItIsProposed() {
        assertThat(admits(N1, 1, 1, 1)).isTrue();
        assertThat(admits(N1, 1, 1, 1)).isFalse();
        assertThat(admits(N1, 1, 2, 1)).isTrue();
        assertThat(admits(N1, 1, 1, 1)).isFalse();
    }

    @Test
    void requestsMayComeOutOfOrder() {
        assertThat(admits(N1, 1, 3, 1)).isTrue();
        assertThat(admits(N1, 1, 1, 1)).isTrue();
        assertThat(admits(N1, 1, 2, 1)).isTrue();
        assertThat(admits(N1, 1, 3, 1)).isFalse();
    }

    @Test
    void whatItsOriginHasSettledComesTooLate() {
        assertThat(admits(N1, 1, 5, 4)).isTrue();
        assertThat(admits(N1, 1, 3, 1)).isFalse();
        assertThat(admits(N1, 1, 4, 1)).isTrue();
        assertThat(admits(N1, 1, 5, 1)).isFalse();
    }

    @Test
    void requestsOfAnEarlierBootComeTooLate() {
        assertThat(admits(N1, 7, 1, 1)).isTrue();
        assertThat(admits(N1, 9, 1, 1)).isTrue();
        assertThat(admits(N1, 7, 2, 1)).isFalse();
        assertThat(admits(N1, 9, 1, 1)).isFalse();
    }

    @Test
    void nodesCountForThemselves() {
        assertThat(admits(N1, 1, 1, 1)).isTrue();
        assertThat(admits(N2, 1, 1, 1)).isTrue();
    }

    private boolean admits(NodeId node, long boot, long number, long settled) {
        return sessions.admit(new Proposal(new Ticket(node, boot, number), settled, new byte[0]));
    }
}
