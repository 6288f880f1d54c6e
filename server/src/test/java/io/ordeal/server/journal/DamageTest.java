package io.ordeal.server.journal;

import static io.ordeal.server.journal.Logs.entry;
import static io.ordeal.server.journal.Logs.hard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.Encoder;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Proposal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found in a folder after a crash, or after somebody or something has damaged it. */
class DamageTest {

    private static final long SEGMENT_BYTES = 300;

    private static final int FRAMES = 14;

    private final FakeDisk disk = new FakeDisk();
    /** Where each frame ends: file, and offset in it. */
    private final List<Recovered.Cut> ends = new ArrayList<>();

    private final List<Logs.State> states = new ArrayList<>();

    DamageTest() throws IOException {
        Journal journal = recover(disk).journal();
        states.add(Logs.State.EMPTY);
        for (int index = 1; index <= FRAMES; index++) {
            var next = entry(1, index, "command " + index);
            journal.append(hard(1), index - 1, List.of(next), () -> {});
            disk.completeAll();
            String file = disk.list().getLast();
            ends.add(new Recovered.Cut(file, disk.bytes(file).length, 0));
            states.add(states.getLast().then(hard(1), index - 1, List.of(next)));
        }
    }

    private static Recovered recover(FakeDisk disk) throws IOException {
        return Journal.recover(disk, EntryId.NONE, SEGMENT_BYTES, failure -> {
            throw new AssertionError(failure);
        });
    }

    private static void assertRefused(FakeDisk damaged, CharSequence... says) {
        assertThatThrownBy(() -> recover(damaged))
                .isInstanceOf(JournalException.class)
                .hasMessageContainingAll(says);
        assertThat(damaged.busy()).as("nothing is changed").isFalse();
    }

    /** The end of the frame before the last in its segment. */
    private long lastFrameFrom() {
        var before = ends.get(ends.size() - 2);
        return before.file().equals(ends.getLast().file()) ? before.offset() : Segment.HEADER_BYTES;
    }

    @Test
    void theLogUnderTestHasSegmentsAndItsLastOneHasFrames() throws IOException {
        assertThat(disk.list()).hasSizeGreaterThan(2);
        assertThat(lastFrameFrom()).isGreaterThan(Segment.HEADER_BYTES);
        assertThat(Logs.State.of(recover(disk))).isEqualTo(states.getLast());
    }

    @Test
    void anyFlippedBitBeforeTheLastFrameIsRefused() {
        for (String file : disk.list()) {
            byte[] bytes = disk.bytes(file);
            long end = file.equals(disk.list().getLast()) ? lastFrameFrom() : bytes.length;
            for (int bit = 0; bit < end * 8; bit++) {
                assertRefused(disk.with(file, flipped(bytes, bit)), file);
            }
        }
    }

    @Test
    void anyFlippedBitInTheLastFrameCutsItOff() throws IOException {
        String file = disk.list().getLast();
        byte[] bytes = disk.bytes(file);
        for (int bit = (int) lastFrameFrom() * 8; bit < bytes.length * 8; bit++) {
            Recovered recovered = recover(disk.with(file, flipped(bytes, bit)));

            assertThat(Logs.State.of(recovered)).isEqualTo(states.get(states.size() - 2));
            assertThat(recovered.cut())
                    .contains(new Recovered.Cut(file, lastFrameFrom(), bytes.length - lastFrameFrom()));
        }
    }

    @Test
    void aSegmentCutShortIsRefusedUnlessItIsTheLast() throws IOException {
        for (String file : disk.list()) {
            byte[] bytes = disk.bytes(file);
            for (int length = 0; length < bytes.length; length++) {
                FakeDisk damaged = disk.with(file, Arrays.copyOf(bytes, length));
                if (file.equals(disk.list().getLast())) {
                    assertLosesOnlyTheEnd(damaged, file, length);
                } else {
                    assertRefused(damaged, "corrupt");
                }
            }
        }
    }

    /** Frames that are gone without a trace cannot be missed; every frame that is there is kept. */
    private void assertLosesOnlyTheEnd(FakeDisk damaged, String file, int length) throws IOException {
        long whole = ends.stream()
                .filter(end -> end.file().compareTo(file) < 0 || (end.file().equals(file) && end.offset() <= length))
                .count();
        assertThat(Logs.State.of(recover(damaged))).isEqualTo(states.get((int) whole));
    }

    @Test
    void theCutIsDurableBeforeAnythingIsAppended() throws IOException {
        String file = disk.list().getLast();
        byte[] bytes = disk.bytes(file);
        FakeDisk torn = disk.with(file, Arrays.copyOf(bytes, bytes.length - 1));
        Journal journal = recover(torn).journal();
        journal.append(hard(2), FRAMES - 1, List.of(entry(2, FRAMES, "again")), () -> {});

        torn.complete();
        assertThat(torn.bytes(file)).hasSize((int) lastFrameFrom());
        torn.completeAll();
        assertThat(Logs.State.of(recover(torn)))
                .isEqualTo(states.get(FRAMES - 1).then(hard(2), FRAMES - 1, List.of(entry(2, FRAMES, "again"))));
    }

    @Nested
    class NewestSegment {

        private final String next = Segment.name(FRAMES + 1);

        @Test
        void isRemovedWhenItsFirstFrameIsTorn() throws IOException {
            var whole = new Encoder();
            Segment.writeHeader(whole, FRAMES + 1, recoveredChecksum());
            Frame.write(whole, FRAMES + 1, recoveredChecksum(), new byte[100]);
            byte[] bytes = whole.toBytes();
            for (int length = 0; length < bytes.length; length++) {
                assertRemoved(Arrays.copyOf(bytes, length));
            }
            assertRemoved(flipped(bytes, 3));
            assertRemoved(new byte[4096]);
            byte[] garbage = new byte[4096];
            new Random(1).nextBytes(garbage);
            assertRemoved(garbage);
        }

        private void assertRemoved(byte[] bytes) throws IOException {
            FakeDisk torn = disk.with(next, bytes);
            Recovered recovered = recover(torn);
            torn.completeAll();

            assertThat(recovered.cut()).contains(new Recovered.Cut(next, 0, bytes.length));
            assertThat(Logs.State.of(recovered)).isEqualTo(states.getLast());
            assertThat(torn.list()).isEqualTo(disk.list());
        }

        private int recoveredChecksum() throws IOException {
            var recovery = new Recovery(disk, EntryId.NONE);
            recovery.run(disk.list());
            return recovery.previous();
        }

        @Test
        void provesThatWhatIsBeforeItWasDurable() {
            String last = disk.list().getLast();
            byte[] bytes = disk.bytes(last);

            assertRefused(
                    disk.with(last, Arrays.copyOf(bytes, bytes.length - 1)).with(next, new byte[0]), last);
        }
    }

    @Nested
    class Segments {

        @Test
        void refusesAMissingOne() {
            assertRefused(disk.without(disk.list().getFirst()), "the log begins after entry");
            for (String file : disk.list().subList(1, disk.list().size() - 1)) {
                assertRefused(disk.without(file), "should come next");
            }
        }

        /** What a snapshot has may be gone, and nothing else. */
        @Test
        void refusesALogThatDoesNotReachBackToTheSnapshot() throws IOException {
            String second = disk.list().get(1);
            long begins = Segment.first(second).orElseThrow();
            FakeDisk rest = disk.without(disk.list().getFirst());
            var before = new EntryId(1, begins - 1);

            assertThat(Journal.recover(rest, before, SEGMENT_BYTES, _ -> {})
                            .log()
                            .last())
                    .isEqualTo(new EntryId(1, FRAMES));
            assertThatThrownBy(() -> Journal.recover(rest, new EntryId(1, begins - 2), SEGMENT_BYTES, _ -> {}))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll(second, "begins after entry " + (begins - 1));
        }

        @Test
        void refusesASnapshotWithoutALog() {
            assertThatThrownBy(() -> Journal.recover(new FakeDisk(), new EntryId(1, 5), SEGMENT_BYTES, _ -> {}))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("no log at all");
            FakeDisk torn = new FakeDisk().with(Segment.name(1), new byte[10]);
            assertThatThrownBy(() -> Journal.recover(torn, new EntryId(1, 5), SEGMENT_BYTES, _ -> {}))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("more log before, or a snapshot");
        }

        /** The first frame of what is left was durable before anything was removed. */
        @Test
        void refusesATornOneIfItIsAllThatIsLeft() {
            String last = disk.list().getLast();
            FakeDisk alone = new FakeDisk().with(last, Arrays.copyOf(disk.bytes(last), Segment.HEADER_BYTES + 5));
            assertThatThrownBy(() -> Journal.recover(alone, new EntryId(1, FRAMES), SEGMENT_BYTES, _ -> {}))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll(last, "more log before, or a snapshot");
        }

        @Test
        void refusesSwappedOnes() {
            String one = disk.list().get(0);
            String two = disk.list().get(1);

            assertRefused(disk.with(one, disk.bytes(two)).with(two, disk.bytes(one)), one);
        }

        @Test
        void refusesOneOfAnotherLog() throws IOException {
            var other = new FakeDisk();
            Journal journal = recover(other).journal();
            for (int index = 1; index <= FRAMES; index++) {
                journal.append(hard(1), index - 1, List.of(entry(1, index, "Command " + index)), () -> {});
                other.completeAll();
            }
            assertThat(other.list()).isEqualTo(disk.list());

            for (String file : disk.list()) {
                assertRefused(disk.with(file, other.bytes(file)), "corrupt");
            }
        }

        @Test
        void refusesAFrameWrittenAfterAnotherThanTheOneBeforeIt() throws IOException {
            String file = disk.list().getLast();
            byte[] bytes = disk.bytes(file);
            int second = secondFrame(bytes);
            FakeDisk other = disk.with(file, Arrays.copyOf(bytes, Segment.HEADER_BYTES));
            Journal journal = recover(other).journal();
            int index = (int) Segment.first(file).orElseThrow();
            journal.append(hard(1), index - 1, List.of(entry(1, index, "COMMAND " + index)), () -> {});
            other.completeAll();
            byte[] mixed = Arrays.copyOf(other.bytes(file), bytes.length);
            assertThat(secondFrame(mixed)).isEqualTo(second);
            System.arraycopy(bytes, second, mixed, second, bytes.length - second);

            assertRefused(disk.with(file, mixed), "not the next one");
        }

        private static int secondFrame(byte[] bytes) {
            return (int) Frame.at(bytes, Segment.HEADER_BYTES).orElseThrow().end(Segment.HEADER_BYTES);
        }

        @Test
        void refusesNamesThatAreNone() {
            assertRefused(disk.with("copy.log", new byte[0]), "copy.log", "not named");
        }

        @Test
        void refusesFormatsOfTheFuture() {
            var future = new Encoder().int64(0x6f72_646c_6f67_0004L).int64(1).int32(0);
            byte[] header = future.toBytes();
            var crc = new CRC32C();
            crc.update(header);

            assertRefused(
                    new FakeDisk()
                            .with(
                                    Segment.name(1),
                                    future.int32((int) crc.getValue()).toBytes()),
                    "format 4");
        }
    }

    @Test
    void theMessageNamesPlaceReasonAndMend() {
        String first = disk.list().getFirst();
        assertThatThrownBy(() -> recover(disk.with(first, flipped(disk.bytes(first), 60 * 8))))
                .hasMessageContainingAll(
                        first, "offset 24", "checksum", "another segment follows", "To mend", "can be lost");
    }

    @Test
    void aForgedFrameInsideATornOneDoesNotLookLikeALaterOne() throws IOException {
        var forged = new Encoder();
        Frame.write(forged, 99, 0, new byte[10]);
        Journal journal = recover(disk).journal();
        var ticket = entry(1, FRAMES + 1, "").proposal().orElseThrow().ticket();
        var proposal = new Proposal(ticket, 0, forged.toBytes());
        var entry = new Entry(new EntryId(1, FRAMES + 1), proposal);
        journal.append(hard(1), FRAMES, List.of(entry), () -> {});
        disk.completeAll();
        String file = disk.list().getLast();
        byte[] bytes = disk.bytes(file);

        assertThat(recover(disk.with(file, Arrays.copyOf(bytes, bytes.length - 1)))
                        .cut())
                .isPresent();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] damaged = bytes.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        return damaged;
    }
}
