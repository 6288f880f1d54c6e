package io.ordeal.server.journal;

import static io.ordeal.server.journal.Logs.entry;
import static io.ordeal.server.journal.Logs.hard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.RaftLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the journal promises its node: order, groups, and silence after a failure. */
class JournalTest {

    private final FakeDisk disk = new FakeDisk();
    private final List<String> heard = new ArrayList<>();

    private Recovered recover(FakeDisk from, long segmentBytes) throws IOException {
        return Journal.recover(
                from, EntryId.NONE, segmentBytes, failure -> heard.add(String.valueOf(failure.getMessage())));
    }

    private void append(Journal journal, long index) {
        journal.append(hard(1), index - 1, List.of(entry(1, index, "c" + index)), () -> heard.add("durable " + index));
    }

    @Test
    void beginsEmptyAndWritesNothingUnasked() throws IOException {
        Recovered recovered = recover(disk, 1000);

        assertThat(Logs.State.of(recovered)).isEqualTo(Logs.State.EMPTY);
        assertThat(recovered.cut()).isEmpty();
        assertThat(disk.busy()).isFalse();
    }

    @Test
    void givesBackWhatWasAppended() throws IOException {
        Journal journal = recover(disk, 1000).journal();
        journal.append(hard(3), 0, List.of(entry(3, 1, "a"), entry(3, 2, "b")), () -> {});
        disk.completeAll();

        var expected = Logs.State.EMPTY.then(hard(3), 0, List.of(entry(3, 1, "a"), entry(3, 2, "b")));
        assertThat(Logs.State.of(recover(disk, 1000))).isEqualTo(expected);
    }

    @Test
    void laterEntriesReplaceThoseAfterKeepThrough() throws IOException {
        Journal journal = recover(disk, 1000).journal();
        journal.append(hard(1), 0, List.of(entry(1, 1, "a"), entry(1, 2, "b"), entry(1, 3, "c")), () -> {});
        journal.append(hard(2), 1, List.of(entry(2, 2, "B")), () -> {});
        journal.append(hard(2), 1, List.of(), () -> {});
        disk.completeAll();

        assertThat(Logs.State.of(recover(disk, 1000)))
                .isEqualTo(Logs.State.EMPTY.then(hard(2), 0, List.of(entry(1, 1, "a"))));
    }

    @Test
    void refusesGaps() throws IOException {
        Journal journal = recover(disk, 1000).journal();

        assertThatThrownBy(() -> append(journal, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> journal.append(hard(1), 0, List.of(entry(1, 2, "a")), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    class Groups {

        @Test
        void gatherWhileAWriteIsUnderWay() throws IOException {
            Journal journal = recover(disk, 1000).journal();
            append(journal, 1);
            append(journal, 2);
            append(journal, 3);
            assertThat(heard).isEmpty();

            disk.complete();
            assertThat(heard).containsExactly("durable 1");

            disk.complete();
            assertThat(heard).containsExactly("durable 1", "durable 2", "durable 3");
            assertThat(disk.busy()).isFalse();
        }

        @Test
        void takeInWhatCallbacksAppend() throws IOException {
            Journal journal = recover(disk, 1000).journal();
            journal.append(hard(1), 0, List.of(entry(1, 1, "a")), () -> {
                append(journal, 3);
                heard.add("durable 1");
            });
            append(journal, 2);
            disk.complete();
            disk.complete();

            assertThat(heard).containsExactly("durable 1", "durable 2", "durable 3");
        }

        @Test
        void sayNothingAfterAFailure() throws IOException {
            Journal journal = recover(disk, 1000).journal();
            append(journal, 1);
            append(journal, 2);
            disk.fail();
            append(journal, 3);

            assertThat(heard).containsExactly("broken");
            assertThat(disk.busy()).isFalse();
        }
    }

    @Nested
    class Segments {

        @Test
        void areClosedWhenLargeEnoughAndReadInOrder() throws IOException {
            Journal journal = recover(disk, 200).journal();
            IntStream.rangeClosed(1, 40).forEach(index -> {
                append(journal, index);
                disk.completeAll();
            });

            assertThat(disk.list()).hasSizeGreaterThan(5).first().isEqualTo("0000000000000001.log");
            assertThat(recover(disk, 200).log().lastIndex()).isEqualTo(40);
        }

        @Test
        void areContinuedAfterARestart() throws IOException {
            append(recover(disk, 10_000).journal(), 1);
            disk.completeAll();
            append(recover(disk, 10_000).journal(), 2);
            disk.completeAll();

            assertThat(disk.list()).containsExactly("0000000000000001.log");
            assertThat(recover(disk, 10_000).log().lastIndex()).isEqualTo(2);
        }

        @Test
        void goWhenAllTheirEntriesAreForgotten() throws IOException {
            Journal journal = recover(disk, 200).journal();
            IntStream.rangeClosed(1, 40).forEach(index -> {
                append(journal, index);
                disk.completeAll();
            });
            journal.forget(20);
            disk.completeAll();
            assertThat(Segment.first(disk.list().getFirst()).orElseThrow()).isBetween(10L, 21L);
            RaftLog log =
                    Journal.recover(disk, new EntryId(1, 20), 200, _ -> {}).log();
            assertThat(log.after(20)).hasSize(20);

            journal.forget(40);
            disk.completeAll();
            assertThat(disk.list()).as("the newest stays").hasSize(1);
        }

        @Test
        void goOneByOneAndBetweenBatches() throws IOException {
            Journal journal = recover(disk, 1).journal();
            for (int index = 1; index <= 4; index++) {
                append(journal, index);
                disk.completeAll();
            }
            append(journal, 5);
            journal.forget(5);
            append(journal, 6);
            assertThat(disk.list()).hasSize(4);
            disk.complete();
            assertThat(heard).endsWith("durable 5");
            assertThat(disk.list()).hasSize(5);
            disk.complete();
            assertThat(disk.list()).hasSize(4);
            disk.complete();
            assertThat(heard).endsWith("durable 6");
            disk.completeAll();
            assertThat(disk.list()).containsExactly(Segment.name(6));
        }

        /** What the open segment holds counts after a restart too. */
        @Test
        void doNotGoBeforeTheirTimeAfterARestart() throws IOException {
            Journal first = recover(disk, 1000).journal();
            append(first, 1);
            append(first, 2);
            disk.completeAll();
            Journal second = recover(disk, 1).journal();
            append(second, 3);
            disk.completeAll();
            second.forget(1);
            disk.completeAll();
            assertThat(disk.list()).containsExactly(Segment.name(1), Segment.name(3));
            second.forget(2);
            disk.completeAll();
            assertThat(disk.list()).containsExactly(Segment.name(3));
        }

        @Test
        void leaveForeignFilesAlone() throws IOException {
            FakeDisk shared = disk.with("notes.txt", new byte[] {1});

            assertThat(recover(shared, 1000).foreign()).containsExactly("notes.txt");
            assertThat(shared.busy()).isFalse();
        }
    }

    @Test
    void beginsAnewAfterASnapshot() throws IOException {
        Journal journal = recover(disk, 1000).journal();
        append(journal, 1);
        append(journal, 2);
        journal.beginAfter(new EntryId(2, 9));
        journal.append(hard(2), 9, List.of(entry(2, 10, "a")), () -> heard.add("durable 10"));
        disk.completeAll();

        RaftLog log = Journal.recover(disk, new EntryId(2, 9), 1000, _ -> {}).log();
        assertThat(log.base()).isEqualTo(new EntryId(2, 9));
        assertThat(log.last()).isEqualTo(new EntryId(2, 10));
    }

    /** A snapshot can be durable before the log is that led to it. */
    @Test
    void aLogThatEndsBeforeTheSnapshotIsBegunAnew() throws IOException {
        append(recover(disk, 1000).journal(), 1);
        disk.completeAll();
        Recovered recovered = Journal.recover(disk, new EntryId(2, 9), 1000, _ -> {});
        assertThat(recovered.log().last()).isEqualTo(new EntryId(2, 9));
        recovered.journal().append(hard(2), 9, List.of(entry(2, 10, "a")), () -> {});
        disk.completeAll();

        assertThat(Journal.recover(disk, new EntryId(2, 9), 1000, _ -> {}).log().last())
                .isEqualTo(new EntryId(2, 10));
    }

    @Test
    void anUnchangedHardStateIsNotWrittenAgain() throws IOException {
        Journal journal = recover(disk, 1000).journal();
        journal.append(HardState.INITIAL, 0, List.of(), () -> heard.add("durable"));
        disk.completeAll();

        assertThat(heard).containsExactly("durable");
        assertThat(disk.bytes("0000000000000001.log"))
                .hasSize(Segment.HEADER_BYTES + Frame.HEADER_BYTES + Frame.MARK_BYTES);
    }
}
