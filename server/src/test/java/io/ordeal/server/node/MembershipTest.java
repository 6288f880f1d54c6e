package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");
    private static final NodeId N3 = new NodeId("n3");
    private static final NodeId N4 = new NodeId("n4");
    private static final Attributes ONE = new Attributes("one", List.of("http://a:1", "http://b:1"));
    private static final Attributes TWO = new Attributes("", List.of());

    private static Membership of(List<NodeId> voters, List<NodeId> learners, List<NodeId> removed) {
        var addresses = new TreeMap<NodeId, String>();
        voters.forEach(node -> addresses.put(node, "http://" + node + ":1"));
        learners.forEach(node -> addresses.put(node, "http://" + node + ":1"));
        return Membership.NONE.after(new Configuration(voters, List.of(), learners, addresses, removed));
    }

    private static Membership started(Membership membership, NodeId... nodes) {
        Membership told = membership;
        for (NodeId node : nodes) {
            told = told.after(new Publish(node, ONE));
        }
        return told;
    }

    @Test
    void whatMembersTellIsKeptUntilTheyGo() {
        Membership three = started(of(List.of(N1, N2, N3), List.of(), List.of()), N1, N2);
        assertThat(three.tells(N1, ONE)).isTrue();
        assertThat(three.tells(N1, TWO)).isFalse();
        assertThat(three.tells(N3, ONE)).isFalse();
        Membership two = three.after(of(List.of(N2, N3), List.of(), List.of(N1)).current());
        assertThat(two.published()).containsOnlyKeys(N2);
        assertThat(two.founding()).isEqualTo(three.founding());
        assertThat(two.after(new Publish(N1, ONE))).isEqualTo(two);
    }

    @Test
    void theStateMachineAppliesWhatMembersTellWithoutAnIndex() {
        var machine = new StateMachine();
        machine.apply(new Entry(
                new EntryId(1, 1), of(List.of(N1, N2), List.of(), List.of()).current()));
        long digest = machine.digest();
        var proposal = new Proposal(new Ticket(N1, 1, 1), 1, new Publish(N2, ONE).encode());
        assertThat(machine.apply(new Entry(new EntryId(1, 2), proposal))).contains(new StateMachine.OfMembers());
        assertThat(machine.membership().tells(N2, ONE)).isTrue();
        assertThat(machine.keys().index()).isZero();
        assertThat(machine.digest()).isNotEqualTo(digest);
    }

    @Test
    void comesBackFromItsBytes() throws FormatException {
        Membership membership =
                started(of(List.of(N1, N2), List.of(N3), List.of(N4)), N1).after(new Publish(N3, TWO));
        var out = new Encoder();
        membership.writeTo(out);
        assertThat(Membership.readFrom(new Decoder(out.toBytes()))).isEqualTo(membership);
        assertThat(Publish.decode(new Publish(N3, ONE).encode())).isEqualTo(new Publish(N3, ONE));
    }

    /** Whatever is not what was written is another value, or refused; nothing else comes of it. */
    @Test
    void hostileBytesAreRefusedOrMeanSomethingElse() {
        Membership membership = started(of(List.of(N1, N2), List.of(N3), List.of(N4)), N1, N2);
        var out = new Encoder();
        membership.writeTo(out);
        byte[] publish = new Publish(N1, ONE).encode();
        byte[] whole = out.toBytes();
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = round % 2 == 0 ? whole.clone() : publish.clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            byte[] cut = Arrays.copyOf(bytes, bytes.length - (random.nextInt(4) == 0 ? random.nextInt(20) : 0));
            try {
                Object read = round % 2 == 0 ? Membership.readFrom(new Decoder(cut)) : Publish.decode(cut);
                assertThat(read).isNotNull();
            } catch (FormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
        assertThatThrownBy(() -> Publish.decode(new byte[] {1})).isInstanceOf(FormatException.class);
    }

    @Test
    void membersOutOfOrderAreRefused() {
        var out = new Encoder();
        new Membership(Configuration.NONE, Configuration.NONE, Collections.emptySortedMap()).writeTo(out);
        byte[] none = out.toBytes();
        var swapped = new Encoder().raw(Arrays.copyOf(none, none.length - 4)).int32(2);
        TWO.writeTo(swapped.text("n2"));
        TWO.writeTo(swapped.text("n1"));
        assertThatThrownBy(() -> Membership.readFrom(new Decoder(swapped.toBytes())))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("out of order at n1");
    }

    /** etcd's check: those that have started must be a majority with the one that is added. */
    @Test
    void aMemberIsAddedOnlyToThoseThatHaveStartedMem04() {
        Membership alone = of(List.of(N1), List.of(), List.of());
        assertThat(alone.mayAdd(_ -> true)).isFalse();
        assertThat(started(alone, N1).mayAdd(_ -> true)).isTrue();
        Membership andOneThatHasNot = started(of(List.of(N1), List.of(N2), List.of()), N1);
        assertThat(andOneThatHasNot.mayAdd(_ -> true)).isFalse();
        Membership three = of(List.of(N1, N2, N3), List.of(), List.of());
        assertThat(started(three, N1, N2).mayAdd(_ -> true)).isFalse();
        assertThat(started(three, N1, N2, N3).mayAdd(_ -> true)).isTrue();
        assertThat(started(three, N1, N2, N3).mayAdd(Set.of(N1, N2)::contains)).isTrue();
        assertThat(started(three, N1, N2, N3).mayAdd(N1::equals)).isFalse();
    }

    @Test
    void aMemberGoesOnlyIfMostOfTheOthersAreThereMem05() {
        Membership alone = started(of(List.of(N1), List.of(N2), List.of()), N1);
        assertThat(alone.mayRemove(N1, _ -> true)).isFalse();
        assertThat(alone.mayRemove(N2, N1::equals)).isTrue();
        Membership three = started(of(List.of(N1, N2, N3), List.of(), List.of()), N1, N2, N3);
        assertThat(three.mayRemove(N3, Set.of(N1, N2)::contains)).isTrue();
        assertThat(three.mayRemove(N2, Set.of(N1, N2)::contains)).isFalse();
        Membership unstarted = started(of(List.of(N1, N2, N3), List.of(), List.of()), N1, N3);
        assertThat(unstarted.mayRemove(N3, _ -> true)).isFalse();
        assertThat(unstarted.mayRemove(N2, _ -> true)).isTrue();
    }

    @Test
    void aUrlIsTakenOnceMem04() {
        var configuration = new Configuration(
                List.of(N1, N2),
                List.of(),
                List.of(),
                new TreeMap<>(java.util.Map.of(
                        N1, Membership.address(List.of("http://a:1", "http://b:1")), N2, "http://c:1")),
                List.of());
        Membership membership = Membership.NONE.after(configuration);
        assertThat(membership.isTaken(List.of("http://x:1", "http://b:1"), _ -> false))
                .isTrue();
        assertThat(membership.isTaken(List.of("http://b:1"), N1::equals)).isFalse();
        assertThat(membership.isTaken(List.of("http://c:1"), N1::equals)).isTrue();
        assertThat(membership.isTaken(List.of("http://x:1"), _ -> false)).isFalse();
    }
}
