package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.journal.Journal;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.ports.Disk.Write;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FileDiskTest {

    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

    @TempDir
    private Path parent = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("node");
    }

    private String commit(FileDisk disk, Write... writes) throws InterruptedException {
        var outcome = begin(disk, writes);
        while (outcome.isEmpty()) {
            loop.take().run();
        }
        return outcome.toString();
    }

    /** What it comes to is added at the end of what is returned. */
    private static StringBuilder begin(FileDisk disk, Write... writes) {
        var outcome = new StringBuilder();
        disk.commit(List.of(writes), new Disk.Completion() {
            @Override
            public void durable() {
                outcome.append("durable");
            }

            @Override
            public void failed(IOException cause) {
                outcome.append("failed");
            }
        });
        return outcome;
    }

    private FileDisk open() throws IOException {
        return FileDisk.open(folder, loop::add, true);
    }

    @Test
    void theLoopItselfWaitsForSmallBatchesWhileItIsIdle() throws Exception {
        try (FileDisk disk = FileDisk.open(folder, loop::add, new Swiftness(Long.MAX_VALUE), true)) {
            boolean[] idle = {true};
            disk.waitWhile(() -> idle[0]);
            var small = begin(disk, new Write.Append("a", new byte[] {1}));
            assertThat(small).isEmpty();
            loop.take().run();
            assertThat(small).hasToString("durable");

            var large = begin(disk, new Write.Append("a", array(5000)));
            var behind = begin(disk, new Write.Append("a", new byte[] {2}));
            loop.take().run();
            assertThat(large).isEmpty();
            loop.take().run();
            assertThat(behind).isEmpty();
            loop.take().run();
            loop.take().run();
            assertThat(large).hasToString("durable");
            assertThat(behind).hasToString("durable");

            idle[0] = false;
            var busy = begin(disk, new Write.Append("a", new byte[] {3}));
            loop.take().run();
            assertThat(busy).isEmpty();
            loop.take().run();
            assertThat(busy).hasToString("durable");
            assertThat(disk.read("a")).hasSize(5003).startsWith(1, 9).endsWith(9, 2, 3);
        }
    }

    @Test
    void theLoopDoesNotWaitForASlowDisk() throws Exception {
        try (FileDisk disk = FileDisk.open(folder, loop::add, new Swiftness(-1), true)) {
            disk.waitWhile(() -> true);
            var first = begin(disk, new Write.Append("a", new byte[] {1}));
            loop.take().run();
            assertThat(first).hasToString("durable");
            var second = begin(disk, new Write.Append("a", new byte[] {1}));
            loop.take().run();
            assertThat(second).isEmpty();
        }
    }

    private static byte[] array(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 9);
        return bytes;
    }

    @Test
    void aDiskThatWasSlowIsNotWaitedForForAWhile() {
        var swiftness = new Swiftness(Swiftness.MOST);
        long now = System.nanoTime();
        assertThat(swiftness.isSwift(now)).isTrue();
        swiftness.took(now, now + Swiftness.MOST);
        assertThat(swiftness.isSwift(now + Swiftness.MOST)).isTrue();
        long ended = now + Swiftness.MOST + 1;
        swiftness.took(now, ended);
        assertThat(swiftness.isSwift(ended)).isFalse();
        assertThat(swiftness.isSwift(ended + Swiftness.MEMORY - 1)).isFalse();
        assertThat(swiftness.isSwift(ended + Swiftness.MEMORY)).isTrue();
    }

    /** The JVM itself tells which files were forced. */
    @Test
    void whatIsReportedAsDurableHasBeenSynced() throws Exception {
        Path dump = parent.resolve("dump.jfr");
        try (var recording = new Recording();
                FileDisk disk = open()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            assertThat(commit(disk, new Write.Append("a.log", new byte[] {1}))).isEqualTo("durable");
            recording.stop();
            recording.dump(dump);
        }
        assertThat(RecordingFile.readAllEvents(dump))
                .extracting(event -> event.getString("path"))
                .contains(folder.resolve("a.log").toString(), folder.toString());
    }

    @Test
    void keepsWhatWasWritten() throws Exception {
        try (FileDisk disk = open()) {
            assertThat(commit(disk, new Write.Append("b", new byte[] {1, 2}), new Write.Append("a", new byte[] {3})))
                    .isEqualTo("durable");
            assertThat(commit(disk, new Write.Append("b", new byte[] {4, 5}))).isEqualTo("durable");
            assertThat(commit(disk, new Write.Truncate("b", 3), new Write.Delete("a")))
                    .isEqualTo("durable");
            assertThat(commit(disk, new Write.Append("b", new byte[] {9}))).isEqualTo("durable");
        }
        try (FileDisk disk = open()) {
            assertThat(disk.list()).containsExactly("b");
            assertThat(disk.read("b")).containsExactly(1, 2, 4, 9);
        }
    }

    /** Whatever room is made, and wherever a file ended when the disk was opened. */
    @Test
    void keepsWhatWasWrittenInAFileOfManyBlocks() throws Exception {
        var random = new SplittableRandom(1);
        var expected = new ByteArrayOutputStream();
        for (int opened = 0; opened < 6; opened++) {
            try (FileDisk disk = open()) {
                assertThat(Files.exists(folder.resolve("a")) ? disk.read("a") : new byte[0])
                        .isEqualTo(expected.toByteArray());
                for (int i = 0; i < 20; i++) {
                    byte[] bytes = new byte[1 + random.nextInt(200_000)];
                    bytes[random.nextInt(bytes.length)] = 7;
                    bytes[bytes.length - 1] = (byte) (1 + random.nextInt(255));
                    expected.writeBytes(bytes);
                    assertThat(commit(disk, new Write.Append("a", bytes))).isEqualTo("durable");
                }
            }
        }
        assertThat(Files.size(folder.resolve("a"))).isGreaterThan(expected.size());
    }

    @Test
    void nothingThatEndsInZeroIsAppended() {
        assertThatThrownBy(() -> new Write.Append("a", new byte[] {1, 0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Write.Append("a", new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private String stream(FileDisk disk, Iterator<byte[]> content) throws InterruptedException {
        String[] outcome = {"nothing"};
        disk.stream("draft", content, new Disk.Completion() {
            @Override
            public void durable() {
                outcome[0] = "durable";
            }

            @Override
            public void failed(IOException cause) {
                outcome[0] = "failed: " + cause.getMessage();
            }
        });
        loop.take().run();
        return outcome[0];
    }

    @Test
    void streamsAFileInPlaceOfWhatWasThere() throws Exception {
        try (FileDisk disk = open()) {
            commit(disk, new Write.Append("draft", new byte[] {1, 2, 3, 4, 5}));
            assertThat(stream(disk, List.of(new byte[] {1, 2}, new byte[] {3}).iterator()))
                    .isEqualTo("durable");
            assertThat(disk.read("draft")).containsExactly(1, 2, 3);
        }
    }

    /** However long the stream takes: it is asked for its next piece while batches come and go. */
    @Test
    void batchesDoNotWaitForAStream() throws Exception {
        var asked = new SynchronousQueue<byte[]>();
        try (FileDisk disk = open()) {
            disk.stream("draft", pieces(asked), new Disk.Completion() {
                @Override
                public void durable() {}

                @Override
                public void failed(IOException cause) {}
            });
            asked.put(new byte[] {1});
            assertThat(commit(disk, new Write.Append("a", new byte[] {7}))).isEqualTo("durable");
            var fetched = new ArrayList<String>();
            disk.fetch("a", 0, 1, new Disk.Reception() {
                @Override
                public void fetched(byte[] bytes) {
                    fetched.add(Arrays.toString(bytes));
                }

                @Override
                public void failed(IOException cause) {
                    fetched.add("failed");
                }
            });
            loop.take().run();
            assertThat(fetched).containsExactly("[7]");
            asked.put(new byte[0]);
            loop.take().run();
            assertThat(disk.read("draft")).containsExactly(1);
        }
    }

    /** An empty piece is the last. */
    private static Iterator<byte[]> pieces(SynchronousQueue<byte[]> asked) {
        return Stream.generate(() -> {
                    try {
                        return asked.take();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .takeWhile(piece -> piece.length > 0)
                .iterator();
    }

    @Test
    void aStreamOrRenameThatCannotGoOnFails() throws Exception {
        try (FileDisk disk = open()) {
            Iterator<byte[]> broken = Stream.<byte[]>generate(() -> {
                        throw new IllegalStateException("no more");
                    })
                    .iterator();
            assertThat(stream(disk, broken)).startsWith("failed");
            Files.createDirectory(folder.resolve("name"));
            Files.createFile(folder.resolve("name").resolve("in-the-way"));
            commit(disk, new Write.Append("draft", new byte[] {1}));
            assertThat(commit(disk, new Write.Rename("draft", "name"))).isEqualTo("failed");
        }
    }

    @Test
    void renamesInPlaceOfWhatHasTheName() throws Exception {
        try (FileDisk disk = open()) {
            stream(disk, List.of(new byte[] {1}).iterator());
            commit(disk, new Write.Append("name", new byte[] {2}));
            assertThat(commit(disk, new Write.Rename("draft", "name"))).isEqualTo("durable");
            assertThat(disk.list()).containsExactly("name");
            assertThat(disk.read("name")).containsExactly(1);
            assertThat(commit(disk, new Write.Append("name", new byte[] {3}))).isEqualTo("durable");
            assertThat(disk.read("name")).containsExactly(1, 3);
        }
    }

    @Test
    void readsPartsOfFiles() throws Exception {
        try (FileDisk disk = open()) {
            stream(disk, List.of(new byte[] {1, 2, 3, 0}).iterator());
            assertThat(disk.read("draft", 1, 2)).containsExactly(2, 3);
            assertThat(disk.read("draft", 3, 2)).containsExactly(0);
            assertThat(disk.read("draft", 4, 2)).isEmpty();
            assertThat(disk.read("draft", 9, 2)).isEmpty();
        }
    }

    /** The JVM itself tells which files were forced. */
    @Test
    void aStreamAndItsNewNameAreSynced() throws Exception {
        Path dump = parent.resolve("dump.jfr");
        try (var recording = new Recording();
                FileDisk disk = open()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            stream(disk, List.of(new byte[] {1}).iterator());
            commit(disk, new Write.Rename("draft", "name"));
            recording.stop();
            recording.dump(dump);
        }
        assertThat(RecordingFile.readAllEvents(dump).stream().sorted(Comparator.comparing(RecordedEvent::getStartTime)))
                .extracting(event -> event.getString("path"))
                .containsExactly(folder.resolve("draft").toString(), folder.toString(), folder.toString());
    }

    @Test
    void deletesAndBeginsAFileAnew() throws Exception {
        try (FileDisk disk = open()) {
            commit(disk, new Write.Append("a", new byte[] {1}));
            commit(disk, new Write.Delete("a"));
            commit(disk, new Write.Append("a", new byte[] {2}));

            assertThat(disk.read("a")).containsExactly(2);
        }
    }

    @Test
    void isLockedAgainstAnotherServer() throws Exception {
        try (FileDisk _ = open()) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use by another");
        }
        open().close();
    }

    @Test
    void saysWhatIsWrongWithAFolderThatIsNone() throws IOException {
        Files.writeString(folder, "a file");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot use the folder " + folder);
    }

    @Test
    void failsForGoodWhenAWriteFails() throws Exception {
        try (FileDisk disk = open()) {
            Files.createDirectory(folder.resolve("a"));

            assertThat(commit(disk, new Write.Append("a", new byte[] {1}))).isEqualTo("failed");
            assertThat(commit(disk, new Write.Append("b", new byte[] {1}))).isEqualTo("failed");
        }
    }

    @Test
    void carriesAJournal() throws Exception {
        try (FileDisk disk = open()) {
            Journal journal = Journal.recover(disk, EntryId.NONE, 1000, failure -> {
                        throw new AssertionError(failure);
                    })
                    .journal();
            for (int index = 1; index <= 100; index++) {
                var entry = new Entry(new EntryId(1, index), Payload.NOTHING);
                boolean[] durable = {false};
                journal.append(new HardState(1, Optional.empty()), index - 1, List.of(entry), () -> durable[0] = true);
                while (!durable[0]) {
                    loop.take().run();
                }
            }
        }
        try (FileDisk disk = open()) {
            assertThat(disk.list()).hasSizeGreaterThan(3);
            assertThat(Journal.recover(disk, EntryId.NONE, 1000, _ -> {}).log().lastIndex())
                    .isEqualTo(100);
        }
    }
}
