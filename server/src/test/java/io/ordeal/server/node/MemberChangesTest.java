package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.MemberChange;
import io.ordeal.server.api.MemberChange.Ending;
import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Payload;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that Raft refuses, or loses. */
class MemberChangesTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final long DEADLINE = Duration.ofSeconds(5).toNanos();

    private final HandClock clock = new HandClock(1_412_121_600_000L);
    private final StateMachine machine = new StateMachine();
    private final MemberChanges changes = new MemberChanges(machine, identity(), _ -> true, clock);
    private final List<Ending> endings = new ArrayList<>();

    private Identity identity() {
        var settings = new NodeSettings(
                N1,
                new Attributes("n1", List.of("http://n1:4001")),
                List.of(new NodeSettings.Member(N1, "http://n1:7001", "http://n1:4001")),
                Optional.empty(),
                "token",
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                64,
                1 << 20,
                Duration.ofSeconds(5),
                new SnapshotSettings(10_000, 1 << 20, 5000, 1 << 17),
                false,
                false);
        return new Identity(settings, machine, clock.wallMillis());
    }

    @BeforeEach
    void begin() {
        apply(configuration(new TreeMap<>()));
        apply(new Proposal(
                new Ticket(N1, 1, 1), 1, new Publish(N1, new Attributes("n1", List.of("http://n1:4001"))).encode()));
    }

    private static Configuration configuration(SortedMap<NodeId, String> added) {
        var addresses = new TreeMap<>(added);
        addresses.put(N1, "http://n1:7001");
        return new Configuration(List.of(N1), List.of(), List.copyOf(added.keySet()), addresses, List.of());
    }

    private void apply(Payload payload) {
        machine.apply(new Entry(new EntryId(1, machine.applied() + 1), payload));
        changes.applied();
    }

    private Change.Add add(String url) {
        changes.begin(new MemberChange.Add(List.of(url)), DEADLINE, endings::add);
        return (Change.Add) changes.due().getFirst();
    }

    @Test
    void isAskedForAgainUntilItIsApplied() {
        Change.Add add = add("http://h:1");
        assertThat(changes.due()).isEmpty();
        for (int refusal = 0; refusal < 3; refusal++) {
            changes.tend();
            assertThat(changes.due()).containsExactly(add);
        }
        var others = new TreeMap<NodeId, String>();
        others.put(new NodeId("ab"), "http://other:1");
        apply(configuration(others));
        assertThat(endings).isEmpty();
        others.put(add.node(), add.address());
        apply(configuration(others));
        assertThat(endings).hasSize(1);
        assertThat(((Ending.Added) endings.getFirst()).member().id())
                .isEqualTo(add.node().value());
        changes.tend();
        assertThat(changes.due()).isEmpty();
        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void isGivenUpWhenItsTimeIsOver() {
        add("http://h:1");
        clock.pass(4999);
        changes.tend();
        assertThat(endings).isEmpty();
        clock.pass(1);
        changes.tend();
        assertThat(endings).containsExactly(new Ending.Failed());
        assertThat(changes.due()).isEmpty();
    }

    /** Ids differ, so that Raft could not tell that they are the same. */
    @Test
    void twoAtOnceDoNotGetTheSameUrl() {
        add("http://h:1");
        changes.begin(new MemberChange.Add(List.of("http://h:1")), DEADLINE, endings::add);
        assertThat(endings).containsExactly(new Ending.Taken());
        Change.Add other = add("http://h:2");
        assertThat(other.address()).isEqualTo("http://h:2");
    }

    @Test
    void whatIsSoAlreadyIsDoneAtOnce() {
        changes.begin(new MemberChange.Update(identity().id(N1), List.of("http://n1:7001")), DEADLINE, endings::add);
        assertThat(endings).containsExactly(new Ending.Done());
    }
}
