package io.ordeal.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Snapshots on disk: how they get there, and what is believed of them afterwards. */
class SnapshotFilesTest {

    private static final EntryId LAST = new EntryId(3, 0x2a);
    private static final String NAME = "000000000000002a.snap";

    private final FakeDisk disk = new FakeDisk();
    private final List<String> heard = new ArrayList<>();

    private SnapshotFiles open(FakeDisk on, Contents contents) throws IOException {
        return SnapshotFiles.open(on, contents, failure -> heard.add(String.valueOf(failure.getMessage())));
    }

    private Snapshot store(SnapshotFiles files, EntryId last) {
        var stored = new ArrayList<Snapshot>();
        files.store(Contents.of(last).writer(), stored::add);
        disk.completeAll();
        return stored.getFirst();
    }

    private byte[] stored() throws IOException {
        store(open(disk, new Contents()), LAST);
        return disk.bytes(NAME);
    }

    @Test
    void aFolderWithoutOneHasNone() throws IOException {
        assertThat(open(disk, new Contents()).latest()).isEqualTo(Snapshot.NONE);
    }

    @Test
    void givesBackWhatWasStored() throws IOException {
        Snapshot snapshot = store(open(disk, new Contents()), LAST);
        var contents = new Contents();
        assertThat(open(disk, contents).latest()).isEqualTo(snapshot);
        assertThat(contents).isEqualTo(Contents.of(LAST));
        assertThat(snapshot.bytes()).isEqualTo(disk.bytes(NAME).length);
    }

    @Test
    void nobodyHearsOfItBeforeItHasItsName() throws IOException {
        SnapshotFiles files = open(disk, new Contents());
        files.store(Contents.of(LAST).writer(), snapshot -> heard.add("durable"));
        while (disk.streams()) {
            disk.pour();
            assertThat(disk.list()).doesNotContain(NAME);
        }
        assertThat(heard).isEmpty();
        disk.complete();
        assertThat(heard).containsExactly("durable");
        assertThat(disk.list()).containsExactly(NAME);
    }

    @Test
    void keepsTheLatestAndRemovesTheRestWhenOpened() throws IOException {
        SnapshotFiles files = open(disk, new Contents());
        store(files, LAST);
        Snapshot latest = store(files, new EntryId(3, 0x100));
        FakeDisk found = disk.with("1.draft", new byte[] {1}).with("notes.txt", new byte[] {1});

        assertThat(open(found, new Contents()).latest()).isEqualTo(latest);
        found.completeAll();
        assertThat(found.list()).containsExactly("0000000000000100.snap", "notes.txt");
    }

    /** Its removal is only asked for when the next may be under way already. */
    @Test
    void aDraftThatIsLeftIsNotTheNextOne() throws IOException {
        FakeDisk found = disk.with("1.draft", new byte[] {1});
        SnapshotFiles files = open(found, new Contents());
        files.store(Contents.of(LAST).writer(), _ -> heard.add("durable"));
        while (found.streams()) {
            found.pour();
        }
        found.completeAll();
        assertThat(heard).containsExactly("durable");
        assertThat(found.list()).containsExactly(NAME);
    }

    @Test
    void removesWhatIsNotNeeded() throws IOException {
        SnapshotFiles files = open(disk, new Contents());
        Snapshot first = store(files, LAST);
        Snapshot second = store(files, new EntryId(3, 0x2b));
        Snapshot third = store(files, new EntryId(3, 0x2c));
        files.keepOnly(snapshot -> !snapshot.equals(second));
        disk.completeAll();
        assertThat(disk.list()).containsExactly(NAME, "000000000000002c.snap");
        assertThat(files.latest()).isEqualTo(third);
        files.fetch(first, 2, 3, bytes -> heard.add(Arrays.toString(bytes)));
        files.fetch(second, 2, 3, bytes -> heard.add("what is gone"));
        assertThat(heard).containsExactly(Arrays.toString(Arrays.copyOfRange(disk.bytes(NAME), 2, 5)));
    }

    @Test
    void aFailureIsTold() throws IOException {
        SnapshotFiles files = open(disk, new Contents());
        files.store(Contents.of(LAST).writer(), _ -> heard.add("durable"));
        disk.failStream();
        assertThat(heard).containsExactly("broken");
        Snapshot gone = store(files, LAST);
        disk.files().clear();
        files.fetch(gone, 0, 1, _ -> heard.add("fetched"));
        assertThat(heard).containsExactly("broken", "no file " + NAME);
    }

    @Nested
    class Damage {

        private void assertRefused(byte[] damaged, String says) {
            FakeDisk found = disk.with(NAME, damaged).with("0000000000000001.snap", new byte[0]);
            assertThatThrownBy(() -> open(found, new Contents()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll("the snapshot is corrupt in " + NAME + " at offset ", says);
            assertThat(found.busy()).as("nothing is changed").isFalse();
        }

        @Test
        void anyFlippedBitIsRefused() throws IOException {
            byte[] bytes = stored();
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused(damaged, "");
            }
        }

        @Test
        void anyOtherLengthIsRefused() throws IOException {
            byte[] bytes = stored();
            for (int length = 0; length < bytes.length; length++) {
                assertRefused(Arrays.copyOf(bytes, length), "too early");
            }
            assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "after its end");
        }

        @Test
        void aBlockThatIsMissingOrMovedIsRefused() throws IOException {
            byte[] bytes = stored();
            int start = SnapshotWriter.HEADER_BYTES;
            int end = start + SnapshotWriter.BLOCK_HEADER_BYTES + bytes[start + 5] + SnapshotWriter.CHECKSUM_BYTES;
            byte[] without = Arrays.copyOf(bytes, bytes.length - (end - start));
            System.arraycopy(bytes, end, without, start, bytes.length - end);
            assertRefused(without, "offset " + start + ": a checksum");
        }

        @Test
        void anotherSnapshotUnderItsNameIsRefused() throws IOException {
            store(open(disk, new Contents()), new EntryId(3, 0x29));
            byte[] other = disk.bytes("0000000000000029.snap");
            stored();
            assertRefused(other, "0000000000000029");
        }

        @Test
        void theMessageNamesPlaceReasonAndMend() throws IOException {
            byte[] bytes = stored();
            bytes[SnapshotWriter.HEADER_BYTES + 8] ^= 1;
            assertRefused(bytes, "at offset 28: a checksum is");
            assertRefused(bytes, "To mend");
        }

        @Test
        void aFormatOfTheFutureIsNamed() throws IOException {
            byte[] bytes = stored();
            bytes[7]++;
            int checksum = SnapshotWriter.checksum(0, bytes, 24);
            for (int i = 0; i < 4; i++) {
                bytes[24 + i] = (byte) (checksum >>> (24 - 8 * i));
            }
            assertRefused(bytes, "format 2; this server knows format 1");
        }

        @Test
        void namesThatAreNoneAreRefused() {
            assertThatThrownBy(() -> open(disk.with("copy.snap", new byte[0]), new Contents()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll("copy.snap", "not named");
        }
    }

    @Nested
    class Reading {

        @Test
        void doesNotMindWhereItIsCut() throws IOException {
            byte[] bytes = stored();
            for (int seed = 0; seed < 300; seed++) {
                var random = new Random(seed);
                var contents = new Contents();
                var reader = new SnapshotReader(contents);
                for (int from = 0; from < bytes.length; ) {
                    int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + seed));
                    reader.take(Arrays.copyOfRange(bytes, from, to));
                    from = to;
                }
                assertThat(reader.read()).isEqualTo(open(disk, new Contents()).latest());
                assertThat(contents).isEqualTo(Contents.of(LAST));
            }
        }

        @Test
        void isNotDoneBeforeTheEnd() throws IOException {
            byte[] bytes = stored();
            var reader = new SnapshotReader(new Contents());
            reader.take(Arrays.copyOf(bytes, bytes.length - 1));
            assertThatThrownBy(reader::read).isInstanceOf(FormatException.class);
        }

        @Test
        void announcedLengthsAllocateNothing() throws IOException {
            byte[] bytes = Arrays.copyOf(stored(), SnapshotWriter.HEADER_BYTES + SnapshotWriter.BLOCK_HEADER_BYTES);
            var reader = new SnapshotReader(new Contents());
            bytes[SnapshotWriter.HEADER_BYTES + 2] = 0x7f;
            assertThatThrownBy(() -> reader.take(bytes))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("a block of ");
        }

        @Test
        void sectionsComeInTheOrderOfTheirNumbers() {
            var writer = new SnapshotWriter(
                    LAST,
                    List.of(
                            new SnapshotWriter.Section(
                                    2, 1, List.of(new byte[1]).iterator()),
                            new SnapshotWriter.Section(
                                    1, 1, List.of(new byte[1]).iterator())));
            var reader = new SnapshotReader(new Contents());
            assertThatThrownBy(() -> {
                        while (writer.hasNext()) {
                            reader.take(writer.next());
                        }
                    })
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("section 1 after section 2");
        }
    }
}
