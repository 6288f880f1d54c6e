package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.Text;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final Requests requests = new Requests(new NodeId("n1"), 1);
    private final Sessions sessions = new Sessions();

    @Test
    void anExpiryThatOvertakesAWriteLetsItTakeEffect() {
        requests.write(write(), 1_000, _ -> {});
        Proposal write = requests.proposals(0).getFirst();
        assertThat(sessions.admit(requests.expiry(5))).isTrue();
        assertThat(sessions.admit(write)).isTrue();
    }

    @Test
    void anExpiryTakesEffectOnceAndThenItIsForgotten() {
        Proposal expiry = requests.expiry(5);
        assertThat(expiry.settled()).isEqualTo(expiry.ticket().number());
        assertThat(sessions.admit(expiry)).isTrue();
        assertThat(sessions.admit(expiry)).isFalse();
    }

    private static byte[] write() {
        var set = new Command.Set(Key.of("/x"), Optional.of(Text.of("1")), Long.MAX_VALUE);
        return CommandCodec.encode(set);
    }
}
