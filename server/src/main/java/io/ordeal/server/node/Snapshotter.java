package io.ordeal.server.node;

import io.ordeal.server.format.FormatException;
import io.ordeal.server.journal.SnapshotFiles;
import io.ordeal.server.journal.SnapshotReader;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Effect;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.Message.InstallSnapshot;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The snapshots of a node: takes one of its state machine now and then, sends them to followers, and takes in those that
 * a leader sends. One is written at a time, beside everything else.
 */
final class Snapshotter {

    private final NodeSettings settings;
    private final StateMachine machine;
    private final Network network;
    private final SnapshotFiles files;
    private final Consumer<? super Input> inputs;
    private final Consumer<? super IOException> onFailure;

    private Optional<Arriving> arriving = Optional.empty();

    /** What has arrived, and waits to be written. */
    private Optional<Image> arrived = Optional.empty();

    /** What is being written, or has just been. */
    private Optional<Image> written = Optional.empty();

    private boolean mayWrite;

    /** Of the entries that were applied since a snapshot was begun. */
    private long bytes;

    /** A snapshot that a leader is sending. */
    private record Arriving(ImageReader image, SnapshotReader reader) {

        static Arriving begin() {
            var image = new ImageReader();
            return new Arriving(image, new SnapshotReader(image));
        }
    }

    private Snapshotter(
            NodeSettings settings,
            StateMachine machine,
            Network network,
            SnapshotFiles files,
            Consumer<? super Input> inputs,
            Consumer<? super IOException> onFailure) {
        this.settings = settings;
        this.machine = machine;
        this.network = network;
        this.files = files;
        this.inputs = inputs;
        this.onFailure = onFailure;
    }

    /**
     * Puts the state machine where the latest snapshot on the disk has it.
     *
     * @param inputs hears of snapshots that are ready, or spoilt
     * @param onFailure is told when the disk cannot be trusted
     */
    static Snapshotter open(
            NodeSettings settings,
            StateMachine machine,
            Disk disk,
            Network network,
            Consumer<? super Input> inputs,
            Consumer<? super IOException> onFailure)
            throws IOException {
        var reader = new ImageReader();
        SnapshotFiles files = SnapshotFiles.open(disk, reader, onFailure);
        if (!files.latest().equals(Snapshot.NONE)) {
            Image image = reader.image(files.latest().last());
            image.demandFounding(settings.group().boot());
            machine.restore(image);
        }
        return new Snapshotter(settings, machine, network, files, inputs, onFailure);
    }

    /** The latest snapshot on the disk. */
    Snapshot latest() {
        return files.latest();
    }

    /** The configuration as of the latest snapshot; the one with which the cluster begins, if there is none. */
    Configuration configuration() {
        return latest().equals(Snapshot.NONE)
                ? settings.group().boot()
                : machine.membership().current();
    }

    /** The log is on the disk: so no snapshot will ever be found there without one. */
    void begin() {
        mayWrite = true;
        writeArrived();
    }

    /** Entries were applied: a snapshot may be due. */
    void applied(List<Entry> entries) {
        for (Entry entry : entries) {
            bytes += entry.size();
        }
        if (mayWrite && written.isEmpty() && isDue()) {
            write(machine.image());
        }
    }

    private boolean isDue() {
        return machine.applied() - latest().index() >= settings.snapshots().every()
                || bytes >= settings.snapshots().everyBytes();
    }

    void send(Effect.SendSnapshot effect) {
        files.fetch(effect.snapshot(), effect.offset(), effect.bytes(), data -> {
            if (data.length < effect.bytes()) {
                onFailure.accept(new IOException("bytes are missing from the " + effect.snapshot()));
                return;
            }
            var piece = new InstallSnapshot(effect.term(), effect.snapshot(), effect.offset(), data);
            network.send(effect.to(), piece);
        });
    }

    void takeIn(Effect.TakeIn effect) {
        if (effect.offset() == 0) {
            arriving = Optional.of(Arriving.begin());
        }
        try {
            Arriving now = arriving.orElseThrow();
            now.reader().take(effect.data());
            if (effect.offset() + effect.data().length == effect.snapshot().bytes()) {
                arrived = Optional.of(whole(now, effect.snapshot()));
                arriving = Optional.empty();
                writeArrived();
            }
        } catch (FormatException e) {
            arriving = Optional.empty();
            inputs.accept(new Input.SnapshotSpoilt(effect.snapshot()));
        }
    }

    private Image whole(Arriving arriving, Snapshot announced) throws FormatException {
        Snapshot read = arriving.reader().read();
        if (!read.equals(announced)) {
            throw new FormatException("a " + read + ", announced as " + announced);
        }
        Image image = arriving.image().image(read.last());
        image.demandFounding(settings.group().boot());
        return image;
    }

    /** What has arrived is written, unless the log has caught up with it. */
    private void writeArrived() {
        if (mayWrite && written.isEmpty()) {
            Optional<Image> next = arrived.filter(image -> image.last().index() > machine.applied());
            arrived = Optional.empty();
            next.ifPresent(this::write);
        }
    }

    private void write(Image image) {
        written = Optional.of(image);
        bytes = 0;
        files.store(image.writer(), snapshot -> {
            inputs.accept(new Input.SnapshotReady(snapshot, image.membership().current()));
            written = Optional.empty();
            writeArrived();
        });
    }

    /** Puts the snapshot that was just written in place of the state machine. */
    void install(Snapshot snapshot) {
        machine.restore(
                written.filter(image -> image.last().equals(snapshot.last())).orElseThrow());
    }

    /** Raft has taken the input: what it does not need any more can go. */
    void settle(Input input, RaftState raft) {
        if (raft.snapshots().incoming().isEmpty()) {
            arriving = Optional.empty();
        }
        if (input instanceof Input.SnapshotReady) {
            files.keepOnly(raft::needs);
        }
    }
}
