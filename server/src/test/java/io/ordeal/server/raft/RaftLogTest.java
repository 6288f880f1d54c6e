package io.ordeal.server.raft;

import static io.ordeal.server.raft.Ensemble.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RaftLogTest {

    private final RaftLog compacted = RaftLog.of(log(1, 1, 2, 2, 3)).compact(3);

    @Test
    void compactedLogBeginsAfterItsBase() {
        assertThat(compacted.base()).isEqualTo(new EntryId(2, 3));
        assertThat(compacted.id(3)).isEqualTo(compacted.base());
        assertThat(compacted.after(3)).isEqualTo(log(1, 1, 2, 2, 3).subList(3, 5));
        assertThat(compacted.last()).isEqualTo(new EntryId(3, 5));
        assertThat(compacted.compact(5).last()).isEqualTo(new EntryId(3, 5));
    }

    @Test
    void whatIsGoneCannotBeAskedFor() {
        assertThatThrownBy(() -> compacted.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> compacted.id(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> compacted.after(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> compacted.keep(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatWasCommittedWasThere() {
        assertThat(compacted.has(EntryId.NONE)).isTrue();
        assertThat(compacted.has(new EntryId(1, 2))).isTrue();
        assertThat(compacted.has(new EntryId(2, 3))).isTrue();
        assertThat(compacted.has(new EntryId(1, 3))).isFalse();
        assertThat(compacted.has(new EntryId(1, 4))).isFalse();
        assertThat(compacted.has(new EntryId(3, 6))).isFalse();
    }

    @Test
    void hintsGoNoFurtherThanTheBase() {
        assertThat(compacted.lastUpTo(9, 2)).isEqualTo(new EntryId(2, 4));
        assertThat(compacted.lastUpTo(3, 2)).isEqualTo(new EntryId(2, 3));
        assertThat(compacted.lastUpTo(9, 1)).isEqualTo(EntryId.NONE);
        assertThat(compacted.lastUpTo(2, 1)).isEqualTo(EntryId.NONE);
    }

    @Test
    void versionsDoNotSeeEachOthersEntries() {
        RaftLog one = compacted.keep(4).append(log(1, 1, 2, 2, 7).subList(4, 5));
        RaftLog two = compacted.append(log(1, 1, 2, 2, 3, 8).subList(5, 6));
        assertThat(compacted.last()).isEqualTo(new EntryId(3, 5));
        assertThat(one.last()).isEqualTo(new EntryId(7, 5));
        assertThat(two.last()).isEqualTo(new EntryId(8, 6));
        assertThat(one.commonPrefix(two)).isEqualTo(4);
    }

    /** Against plain lists. */
    @Test
    void logsAreWhatWasDoneToThem() {
        for (int seed = 0; seed < 2000; seed++) {
            var random = new SplittableRandom(seed);
            RaftLog log = RaftLog.EMPTY;
            List<Entry> plain = new ArrayList<>();
            RaftLog old = log;
            List<Entry> oldPlain = List.of();
            for (int step = 0; step < 30; step++) {
                int base = (int) log.base().index();
                switch (random.nextInt(5)) {
                    case 0 -> {
                        int keep = base + random.nextInt(plain.size() - base + 1);
                        log = log.keep(keep);
                        plain = new ArrayList<>(plain.subList(0, keep));
                    }
                    case 1 -> log = log.compact(base + random.nextInt(plain.size() - base + 1));
                    case 2 -> {
                        old = log;
                        oldPlain = List.copyOf(plain);
                    }
                    default -> {
                        List<Entry> more = some(random, step, plain.size());
                        log = log.append(more);
                        plain.addAll(more);
                    }
                }
                assertThat(log.after(log.base().index()))
                        .as("seed " + seed)
                        .isEqualTo(plain.subList((int) log.base().index(), plain.size()));
                assertThat(Math.max(log.commonPrefix(old), floor(log, old)))
                        .as("seed " + seed)
                        .isEqualTo(Math.max(common(plain, oldPlain), floor(log, old)));
            }
        }
    }

    private static List<Entry> some(SplittableRandom random, int term, int size) {
        var entries = new ArrayList<Entry>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.add(new Entry(new EntryId(term, size + entries.size() + 1L), Payload.NOTHING));
        }
        return entries;
    }

    private static long floor(RaftLog log, RaftLog other) {
        return Math.max(log.base().index(), other.base().index());
    }

    private static long common(List<Entry> plain, List<Entry> other) {
        int common = 0;
        while (common < Math.min(plain.size(), other.size())
                && plain.get(common).equals(other.get(common))) {
            common++;
        }
        return common;
    }
}
