package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromisesTest {

    private static final NodeId N1 = new NodeId("n1");

    private final List<Message> sent = new ArrayList<>();
    private final Promises promises = new Promises((_, message) -> sent.add(message));

    @Test
    void goAtOnceWhenEverythingIsDurable() {
        promises.send(N1, message(1));
        assertThat(sent).containsExactly(message(1));
    }

    @Test
    void waitForTheWritesBeforeThemAndForNoLaterOnes() {
        long first = promises.write();
        promises.send(N1, message(1));
        long second = promises.write();
        promises.send(N1, message(2));
        assertThat(sent).isEmpty();
        promises.kept(first);
        assertThat(sent).containsExactly(message(1));
        promises.kept(second);
        assertThat(sent).containsExactly(message(1), message(2));
    }

    @Test
    void waitEvenIfTheirOwnStepWroteNothing() {
        long write = promises.write();
        promises.send(N1, message(1));
        promises.send(N1, message(2));
        assertThat(sent).isEmpty();
        promises.kept(write);
        assertThat(sent).containsExactly(message(1), message(2));
    }

    private static Message message(long term) {
        return new VoteReply(term, false, true);
    }
}
