package io.ordeal.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Crashes a log that is being compacted, and snapshots that are being written and installed, at every step of random
 * runs, lives of several crashes each. What is left must be a snapshot that was or was just about to be durable, with
 * what it should hold, and behind it the log that was acknowledged, or the one that was being written.
 */
class CompactionCrashTest {

    private static final int RUNS = 60 * Integer.getInteger("ordeal.scale", 1);

    private long crashes;
    private long tornDrafts;
    private long removedSegments;
    private long installed;
    private long superseded;

    @Test
    void keepsWhatItAcknowledgedInSnapshotAndLog() throws IOException {
        for (int seed = 0; seed < RUNS; seed++) {
            new Life(seed).run();
        }
        assertThat(crashes).as("crashes tried").isGreaterThan(200L * RUNS);
        assertThat(tornDrafts).as("of them amid a draft").isGreaterThan(crashes / 20);
        assertThat(superseded)
                .as("of them where the snapshot is ahead of the log")
                .isGreaterThan(crashes / 500);
        assertThat(removedSegments).as("segments removed").isGreaterThan(RUNS);
        assertThat(installed).as("snapshots of others installed").isGreaterThan(RUNS / 3);
    }

    /** What a log says when nothing of it is left out but what was dropped when a snapshot was installed. */
    private record State(HardState hard, RaftLog log) {

        /** What must be found behind a snapshot. */
        State behind(EntryId snapshot) {
            return new State(hard, log.has(snapshot) ? log.compact(snapshot.index()) : RaftLog.after(snapshot));
        }

        boolean isSame(State other) {
            return hard.equals(other.hard)
                    && log.base().equals(other.log.base())
                    && Logs.shown(log).equals(Logs.shown(other.log));
        }
    }

    private final class Life {
        private final int seed;
        private final Random random;
        private final long segmentBytes;

        private FakeDisk disk = new FakeDisk();
        private SnapshotFiles snapshots;
        private Journal journal;
        private List<State> states = new ArrayList<>(List.of(new State(HardState.INITIAL, RaftLog.EMPTY)));
        private Optional<EntryId> storing = Optional.empty();
        private long term = 1;
        private long committed;
        private int acknowledged;
        private int written;
        private int appends;

        Life(int seed) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.segmentBytes = 100L + random.nextInt(400);
            open();
            note();
        }

        private void open() throws IOException {
            snapshots = SnapshotFiles.open(disk, new Contents(), this::failed);
            Recovered recovered = recover(disk, snapshots);
            journal = recovered.journal();
            term = Math.max(term, recovered.log().last().term());
            append(recovered.log().lastIndex(), List.of());
        }

        void run() throws IOException {
            for (int step = 0; step < 150; step++) {
                switch (random.nextInt(12)) {
                    case 0, 1 -> replace();
                    case 2, 3 -> commit();
                    case 4 -> take();
                    case 5 -> {
                        if (random.nextInt(2) == 0) {
                            receive();
                        }
                    }
                    case 6, 7, 8 -> {
                        if (disk.streams()) {
                            disk.pour();
                        }
                    }
                    default -> {
                        if (disk.busy()) {
                            String oldest =
                                    disk.list().isEmpty() ? "" : disk.list().getFirst();
                            disk.complete();
                            removedSegments +=
                                    Segment.claims(oldest) && !disk.list().contains(oldest) ? 1 : 0;
                        }
                    }
                }
                note();
                for (int i = 0; i < 2; i++) {
                    check(disk.crash(random));
                }
                check(disk.crashKeepingAll());
                if (random.nextInt(30) == 0) {
                    goOnAfter(disk.crash(random));
                }
            }
        }

        private RaftLog log() {
            return states.getLast().log();
        }

        private void replace() {
            long last = log().lastIndex();
            long keepThrough = random.nextInt(4) == 0 ? committed + random.nextLong(last - committed + 1) : last;
            term += random.nextInt(8) == 0 || keepThrough < last ? 1 : 0;
            append(keepThrough, Logs.entries(term, keepThrough + 1, keepThrough + random.nextInt(4), random));
        }

        private void append(long keepThrough, List<Entry> entries) {
            HardState hard = Logs.hard(term);
            states.add(new State(hard, log().keep(keepThrough).append(entries)));
            int mine = states.size() - 1;
            journal.append(hard, keepThrough, entries, () -> acknowledge(mine));
        }

        private void acknowledge(int state) {
            assertThat(state).as("in order, seed " + seed).isEqualTo(acknowledged + 1);
            acknowledged = state;
        }

        /** Not beyond what a leader is sending: that has another term here, or is not there. */
        private void commit() {
            if (storing.filter(last -> last.index() > committed).isEmpty()) {
                committed += random.nextLong(log().lastIndex() - committed + 1);
            }
        }

        /** A snapshot of what is committed; the log may not be durable so far. */
        private void take() {
            if (mayStore() && committed > snapshots.latest().index()) {
                EntryId last = log().id(committed);
                store(last, () -> journal.forget(Math.max(0, last.index() - random.nextInt(4))));
            }
        }

        /** A snapshot that goes beyond what is committed: the log conflicts with it, or ends before it. */
        private void receive() {
            if (mayStore()) {
                term++;
                var last = new EntryId(term, committed + 1 + random.nextInt(6));
                store(last, () -> install(last));
            }
        }

        /** As a node has it: not before the log is there. */
        private boolean mayStore() {
            return storing.isEmpty() && acknowledged > 0;
        }

        private void store(EntryId last, Runnable then) {
            storing = Optional.of(last);
            snapshots.store(Contents.of(last).writer(), snapshot -> {
                storing = Optional.empty();
                then.run();
                snapshots.keepOnly(snapshot::equals);
            });
        }

        private void install(EntryId last) {
            installed++;
            committed = last.index();
            HardState hard = states.getLast().hard();
            states.add(new State(hard, RaftLog.after(last)));
            int mine = states.size() - 1;
            journal.beginAfter(last);
            journal.append(hard, last.index(), List.of(), () -> acknowledge(mine));
        }

        /** A batch that begins takes all that has gathered. */
        private void note() {
            if (disk.appends() > appends) {
                appends = disk.appends();
                written = states.size() - 1;
            }
        }

        private int check(FakeDisk survivor) throws IOException {
            crashes++;
            tornDrafts += survivor.list().stream().anyMatch(file -> file.endsWith(".draft")) ? 1 : 0;
            var contents = new Contents();
            SnapshotFiles found = SnapshotFiles.open(survivor, contents, this::failed);
            Snapshot latest = found.latest();
            Snapshot before = snapshots.latest();
            String where = "seed " + seed + ", acknowledged " + acknowledged + ", written " + written + ", snapshot "
                    + latest + ", before " + before;
            if (!latest.equals(Snapshot.NONE)) {
                assertThat(contents).as(where).isEqualTo(Contents.of(latest.last()));
            }
            assertThat(latest.last()).as(where).isIn(before.last(), storing.orElse(before.last()));
            Recovered recovered = recover(survivor, found);
            superseded += recovered.log().base().equals(latest.last())
                            && !states.get(acknowledged).log().has(latest.last())
                    ? 1
                    : 0;
            assertThat(recovered.log().has(latest.last())).as(where).isTrue();
            State behind = new State(recovered.hard(), recovered.log()).behind(latest.last());
            boolean asWritten = behind.isSame(states.get(written).behind(latest.last()));
            assertThat(asWritten || behind.isSame(states.get(acknowledged).behind(latest.last())))
                    .as(where + ", found " + Logs.shown(behind.log()) + ", not "
                            + Logs.shown(states.get(acknowledged).log()))
                    .isTrue();
            return asWritten ? written : acknowledged;
        }

        private void goOnAfter(FakeDisk survivor) throws IOException {
            int found = check(survivor);
            disk = new FakeDisk(survivor.files());
            EntryId latest = SnapshotFiles.open(new FakeDisk(survivor.files()), new Contents(), this::failed)
                    .latest()
                    .last();
            states = new ArrayList<>(List.of(states.get(found).behind(latest)));
            acknowledged = 0;
            written = 0;
            storing = Optional.empty();
            committed = latest.index();
            open();
            appends = 0;
            note();
        }

        private Recovered recover(FakeDisk disk, SnapshotFiles snapshots) throws IOException {
            return Journal.recover(disk, snapshots.latest().last(), segmentBytes, this::failed);
        }

        private void failed(IOException failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }
}
