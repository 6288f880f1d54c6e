package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.journal.SnapshotReader;
import io.ordeal.server.journal.SnapshotWriter;
import io.ordeal.server.journal.SnapshotWriter.Section;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.KeySpace;
import io.ordeal.server.keys.Node;
import io.ordeal.server.keys.Text;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A state machine that is put together from a snapshot goes on as the one of which it was taken. */
class ImageTest {

    private static final List<NodeId> MEMBERS = List.of(new NodeId("n1"), new NodeId("n2"));

    private final StateMachine machine = new StateMachine();
    private final Random random = new Random(1);

    private Entry next(long number, long expires) {
        var ticket = new Ticket(MEMBERS.get(random.nextInt(2)), 1 + random.nextInt(2), number);
        var proposal = new Proposal(ticket, Math.max(1, number - random.nextInt(20)), command(number, expires));
        return new Entry(new EntryId(3, machine.applied() + 1), proposal);
    }

    private byte[] command(long number, long expires) {
        Text text = Text.of("v" + number);
        if (random.nextInt(4) == 0) {
            var nobody = new TreeSet<Text>();
            return AuthCodec.encode(new AuthCommand.PutUser(text, Optional.of(text), nobody, nobody, nobody));
        }
        return CommandCodec.encode(new Command.Set(Key.of("/k" + random.nextInt(5)), Optional.of(text), expires));
    }

    private void apply(int entries) {
        for (int i = 0; i < entries; i++) {
            machine.apply(next(1 + random.nextInt(50), random.nextBoolean() ? Node.NEVER : random.nextInt(1000)));
        }
    }

    private static Image read(SnapshotWriter writer) throws FormatException {
        var image = new ImageReader();
        var reader = new SnapshotReader(image);
        while (writer.hasNext()) {
            reader.take(writer.next());
        }
        Snapshot snapshot = reader.read();
        assertThat(snapshot).isEqualTo(writer.written());
        return image.image(snapshot.last());
    }

    @Test
    void goesOnAsItWouldHave() throws FormatException {
        for (int round = 0; round < 50; round++) {
            apply(random.nextInt(60));
            var restored = new StateMachine();
            restored.restore(read(machine.image().writer()));
            assertThat(restored.applied()).isEqualTo(machine.applied());
            assertThat(restored.keys()).isEqualTo(machine.keys());
            assertThat(restored.auth()).isEqualTo(machine.auth());
            assertThat(restored.keys().nextExpiry()).isEqualTo(machine.keys().nextExpiry());
            assertThat(restored.digest()).isEqualTo(machine.digest());
            for (int i = 0; i < 50; i++) {
                Entry entry = next(1 + random.nextInt(50), Node.NEVER);
                assertThat(restored.apply(entry)).isEqualTo(machine.apply(entry));
            }
            assertThat(restored.digest()).isEqualTo(machine.digest());
        }
    }

    @Test
    void doesNotChangeWithTheMachine() throws FormatException {
        apply(40);
        Image image = machine.image();
        KeySpace keys = machine.keys();
        long digest = machine.digest();
        SnapshotWriter writer = image.writer();
        apply(40);
        assertThat(machine.digest()).isNotEqualTo(digest);
        Image read = read(writer);
        assertThat(read.keys()).isEqualTo(keys);
        assertThat(read.digest()).isEqualTo(digest);
    }

    @Test
    void doesNotChangeWithTheMachineThatIsRestored() throws FormatException {
        apply(40);
        Image read = read(machine.image().writer());
        long digest = read.sessions().digest();
        var restored = new StateMachine();
        restored.restore(read);
        var newcomer = new Proposal(new Ticket(new NodeId("n9"), 1, 1), 1, command(99, Node.NEVER));
        restored.apply(new Entry(new EntryId(9, restored.applied() + 1), newcomer));
        assertThat(restored.image().sessions().digest()).isNotEqualTo(digest);
        assertThat(read.sessions().digest()).isEqualTo(digest);
    }

    @Test
    void nodesWithTheSameStateHaveTheSameBytes() throws FormatException {
        apply(100);
        SnapshotWriter first = machine.image().writer();
        Image image = read(first);
        SnapshotWriter second = image.writer();
        read(second);
        assertThat(second.written()).isEqualTo(first.written());
    }

    @Test
    void nothingMayBeMissing() {
        apply(10);
        for (int missing : List.of(Image.CLUSTER, Image.SESSIONS, Image.KEYS, Image.HISTORY, Image.AUTH)) {
            List<Section> some = machine.image().sections().stream()
                    .filter(section -> section.number() != missing)
                    .toList();
            assertThatThrownBy(() -> read(new SnapshotWriter(EntryId.NONE, some)))
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        apply(40);
        Image one = machine.image();
        apply(40);
        Image two = machine.image();
        for (int place : List.of(1, 2, 4)) {
            var mixed = new ArrayList<>(two.sections());
            mixed.set(place, one.sections().get(place));
            assertThatThrownBy(() -> read(new SnapshotWriter(EntryId.NONE, mixed)))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("digest");
        }
    }

    @Test
    void whatThisServerDoesNotKnowIsNamed() {
        var future = List.of(new Section(9, 1, List.of(new byte[1]).iterator()));
        assertThatThrownBy(() -> read(new SnapshotWriter(EntryId.NONE, future)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("section 9");
        var version =
                List.of(new Section(Image.SESSIONS, 4, List.of(new byte[1]).iterator()));
        assertThatThrownBy(() -> read(new SnapshotWriter(EntryId.NONE, version)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("version 4");
    }

    @Test
    void aNodeTakesNoSnapshotOfAnotherCluster() throws FormatException {
        Configuration founding = Configuration.of(MEMBERS);
        machine.apply(new Entry(new EntryId(1, 1), founding));
        machine.apply(new Entry(new EntryId(1, 2), Configuration.of(List.of(new NodeId("n2")))));
        Image image = read(machine.image().writer());
        image.demandFounding(founding);
        image.demandFounding(Configuration.NONE);
        assertThat(image.membership().current().voters()).containsExactly(new NodeId("n2"));
        assertThatThrownBy(() -> image.demandFounding(Configuration.of(List.of(new NodeId("n1")))))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("[n1, n2]", "[n1]");
    }
}
