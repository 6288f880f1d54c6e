package io.ordeal.server.journal;

import io.ordeal.server.format.FormatException;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.raft.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A node's snapshots on its disk, a file each, named after the index of its last entry: 16 hexadecimal digits. A snapshot
 * is written as a draft, and gets its name only when it is durable; so what has that name is whole, or was damaged since.
 * What was damaged is refused even if an older one is there: the log need not reach back to that one any more.
 */
public final class SnapshotFiles {

    private static final String SUFFIX = ".snap";
    private static final String DRAFT = ".draft";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}\\.snap");
    private static final int READ_BYTES = 256 << 10;

    private final Disk disk;
    private final Consumer<? super IOException> onFailure;
    private final String draft;
    private final TreeMap<String, Snapshot> files = new TreeMap<>();

    private SnapshotFiles(Disk disk, Consumer<? super IOException> onFailure, String draft) {
        this.disk = disk;
        this.onFailure = onFailure;
        this.draft = draft;
    }

    /**
     * Reads the latest snapshot, if there is one; removes older ones, and drafts that a crash has left.
     *
     * @param onFailure is told when a write or a read has failed; the node cannot trust its disk then
     * @throws JournalException if the snapshot is corrupt, or of another format
     */
    public static SnapshotFiles open(
            Disk disk, SnapshotReader.Sections sections, Consumer<? super IOException> onFailure) throws IOException {
        List<String> found = disk.list().stream().filter(SnapshotFiles::claims).toList();
        var opened = new SnapshotFiles(disk, onFailure, unusedDraft(found));
        List<String> whole =
                found.stream().filter(file -> file.endsWith(SUFFIX)).toList();
        var obsolete = new ArrayList<>(found);
        for (String file : whole) {
            if (!NAME.matcher(file).matches()) {
                throw JournalException.unusable(
                        file, "is not named as a snapshot is; move it out of the folder if it is none");
            }
        }
        if (!whole.isEmpty()) {
            obsolete.remove(whole.getLast());
            opened.files.put(whole.getLast(), opened.read(whole.getLast(), sections));
        }
        opened.delete(obsolete);
        return opened;
    }

    /** The drafts that are there may be removed only after the next is begun. */
    private static String unusedDraft(List<String> found) {
        int number = 1;
        while (found.contains(number + DRAFT)) {
            number++;
        }
        return number + DRAFT;
    }

    /** Is the file one of these, by its name? */
    static boolean claims(String file) {
        return file.endsWith(SUFFIX) || file.endsWith(DRAFT);
    }

    /** The latest snapshot. */
    public Snapshot latest() {
        return files.isEmpty() ? Snapshot.NONE : files.lastEntry().getValue();
    }

    /**
     * Writes a snapshot. Only one at a time can be under way.
     *
     * @param durable is told what it is once it is durable
     */
    public void store(SnapshotWriter content, Consumer<Snapshot> durable) {
        disk.stream(draft, content, new Step(() -> publish(content.written(), durable)));
    }

    private void publish(Snapshot snapshot, Consumer<Snapshot> durable) {
        String file = name(snapshot);
        disk.commit(List.of(new Disk.Write.Rename(draft, file)), new Step(() -> {
            files.put(file, snapshot);
            durable.accept(snapshot);
        }));
    }

    /** Removes the snapshots that are not needed any more. */
    public void keepOnly(Predicate<Snapshot> needed) {
        List<String> obsolete = files.entrySet().stream()
                .filter(file -> !needed.test(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        files.keySet().removeAll(obsolete);
        delete(obsolete);
    }

    /** Reads a part of a snapshot that is kept. */
    public void fetch(Snapshot snapshot, long offset, int bytes, Consumer<byte[]> fetched) {
        disk.fetch(name(snapshot), offset, bytes, new Disk.Reception() {
            @Override
            public void fetched(byte[] read) {
                fetched.accept(read);
            }

            @Override
            public void failed(IOException cause) {
                if (files.containsValue(snapshot)) {
                    onFailure.accept(cause);
                }
            }
        });
    }

    private void delete(List<String> obsolete) {
        if (!obsolete.isEmpty()) {
            disk.commit(
                    obsolete.stream().<Disk.Write>map(Disk.Write.Delete::new).toList(), new Step(() -> {}));
        }
    }

    private Snapshot read(String file, SnapshotReader.Sections sections) throws IOException {
        var reader = new SnapshotReader(sections);
        try {
            long offset = 0;
            byte[] piece;
            do {
                piece = disk.read(file, offset, READ_BYTES);
                reader.take(piece);
                offset += piece.length;
            } while (piece.length == READ_BYTES);
            Snapshot snapshot = reader.read();
            if (!file.equals(name(snapshot))) {
                throw new FormatException("it is the snapshot " + name(snapshot));
            }
            return snapshot;
        } catch (FormatException e) {
            throw JournalException.corruptSnapshot(file, reader.offset(), String.valueOf(e.getMessage()));
        }
    }

    private static String name(Snapshot snapshot) {
        return HexFormat.of().toHexDigits(snapshot.index()) + SUFFIX;
    }

    private final class Step implements Disk.Completion {
        private final Runnable next;

        Step(Runnable next) {
            this.next = next;
        }

        @Override
        public void durable() {
            next.run();
        }

        @Override
        public void failed(IOException cause) {
            onFailure.accept(cause);
        }
    }
}
