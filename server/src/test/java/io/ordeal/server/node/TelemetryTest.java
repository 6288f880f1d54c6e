package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Statistics.Follower;
import io.ordeal.server.api.Statistics.Latency;
import io.ordeal.server.api.Statistics.Tally;
import io.ordeal.server.api.Statistics.Traffic;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final NodeId N2 = new NodeId("n2");

    private final HandClock hand = new HandClock();
    private final Telemetry telemetry = new Telemetry(hand, Duration.ofSeconds(1));

    private static Message append(long previous, int entries) {
        List<Entry> all = LongStream.rangeClosed(1, entries)
                .mapToObj(number -> new Entry(
                        new EntryId(1, previous + number), new Proposal(new Ticket(N2, 1, number), 1, new byte[10])))
                .toList();
        return new Message.AppendRequest(1, new EntryId(1, previous), all, 0, 0);
    }

    private static Message accepted(long matched) {
        return new Message.Accepted(1, matched, 0);
    }

    private List<Follower> followers() {
        return telemetry.followers(node -> "id of " + node);
    }

    @Test
    void countsAppendsInBothDirectionsAndNothingElseStat01() {
        telemetry.received(N2, append(0, 0));
        telemetry.received(N2, new Message.VoteReply(1, false, true));
        telemetry.sent(N2, append(0, 0));
        telemetry.sent(N2, append(0, 0));
        telemetry.sent(N2, accepted(0));
        assertThat(telemetry.received()).isEqualTo(new Traffic(1, 0, 0));
        assertThat(telemetry.sent()).isEqualTo(new Traffic(2, 0, 0));
    }

    @Test
    void ratesAreOfTheLatestMessagesAndEndWithThemStat01() {
        for (int count = 0; count < 300; count++) {
            hand.pass(count < 101 ? 50 : 10);
            telemetry.sent(N2, append(0, count < 101 ? 3 : 1));
        }
        assertThat(telemetry.sent().count()).isEqualTo(300);
        assertThat(telemetry.sent().perSecond()).isBetween(98.0, 101.0);
        assertThat(telemetry.sent().bytesPerSecond()).isBetween(980.0, 1_060.0);
        hand.pass(1_000);
        assertThat(telemetry.sent().perSecond()).isPositive();
        hand.pass(1);
        assertThat(telemetry.sent()).isEqualTo(new Traffic(300, 0, 0));
    }

    @Test
    void measuresHowLongAnswersTakeStat02() {
        telemetry.sent(N2, append(0, 2));
        hand.pass(1);
        telemetry.sent(N2, append(2, 2));
        telemetry.received(N2, accepted(0));
        hand.pass(1);
        telemetry.received(N2, accepted(2));
        assertThat(followers()).containsExactly(new Follower("id of n2", new Latency(2, 2, 0, 2, 2), new Tally(2, 0)));
        telemetry.received(N2, accepted(4));
        telemetry.sent(N2, append(4, 0));
        hand.pass(6);
        telemetry.received(N2, accepted(4));
        assertThat(followers()).containsExactly(new Follower("id of n2", new Latency(6, 4, 2, 2, 6), new Tally(4, 0)));
    }

    @Test
    void whatIsRefusedOrNotAnsweredHasFailedStat02() {
        telemetry.sent(N2, append(0, 0));
        telemetry.received(N2, new Message.Rejected(1, 0, EntryId.NONE, 0));
        telemetry.sent(N2, append(0, 0));
        hand.pass(1_001);
        telemetry.sent(N2, append(0, 0));
        hand.pass(3);
        telemetry.received(N2, accepted(0));
        assertThat(followers()).containsExactly(new Follower("id of n2", new Latency(3, 3, 0, 3, 3), new Tally(1, 2)));
    }

    @Test
    void anotherTermBeginsAnewStat02() {
        telemetry.sent(N2, append(0, 0));
        telemetry.forgetFollowers();
        assertThat(followers()).isEmpty();
    }
}
