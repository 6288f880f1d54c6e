package io.ordeal.server.journal;

import io.ordeal.server.format.Encoder;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log on disk, written by one node's loop. While a batch is on its way to the disk, everything that is appended
 * gathers, and goes out as the next batch: the slower the disk, the larger the batches.
 *
 * <p>Each batch is one {@linkplain Frame frame} at the end of the newest {@linkplain Segment segment}. How a log is read
 * again, and what of it is believed, says {@link Recovery}. Segments go, the oldest first, once all entries in them are
 * forgotten; the newest always stays.
 */
public final class Journal {

    private final Disk disk;
    private final long segmentBytes;
    private final Consumer<? super IOException> onFailure;

    private String file;
    private long fileBytes;
    private long number;
    private int previous;

    private HardState hard;
    private long last;
    private Position written;
    private long highest;
    private final ArrayDeque<Closed> closed;
    private long forgotten = -1;

    private Encoder gathered = new Encoder();
    private long gatheredHighest;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean underWay;
    private boolean failed;

    /** What a segment says at its beginning: the hard state, and where the log ends. */
    record Position(HardState hard, long last) {}

    /**
     * A segment that is not written any more.
     *
     * @param highest no entry in it that counts has a higher index
     */
    record Closed(String file, long highest) {

        Closed supersededAfter(long index) {
            return new Closed(file, Math.min(highest, index));
        }
    }

    private Journal(Disk disk, long segmentBytes, Consumer<? super IOException> onFailure, Recovery recovery) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.onFailure = onFailure;
        this.file = recovery.open().map(Recovery.OpenSegment::file).orElse("");
        this.fileBytes = recovery.open().map(Recovery.OpenSegment::bytes).orElse(0L);
        this.number = recovery.number();
        this.previous = recovery.previous();
        this.written = recovery.records().position();
        this.hard = written.hard();
        this.last = written.last();
        this.highest = recovery.records().highest();
        this.closed = recovery.closed();
    }

    /**
     * Reads the log, or begins one, and cuts off what a crash has torn; the cut is durable before anything is appended.
     *
     * @param snapshot the last entry in the latest snapshot; the log must reach back to it
     * @param segmentBytes a segment that is larger is closed, and the next begun
     * @param onFailure is told, at most once, when a write has failed; after that nothing is acknowledged any more
     * @throws JournalException if the log is corrupt, or of another format
     */
    public static Recovered recover(
            Disk disk, EntryId snapshot, long segmentBytes, Consumer<? super IOException> onFailure)
            throws IOException {
        List<String> files = disk.list();
        var recovery = new Recovery(disk, snapshot);
        recovery.run(files.stream().filter(Segment::claims).sorted().toList());
        var journal = new Journal(disk, segmentBytes, onFailure, recovery);
        recovery.cut().ifPresent(journal::cut);
        if (recovery.isSuperseded()) {
            journal.beginAfter(snapshot);
        }
        return new Recovered(
                recovery.number(),
                recovery.records().hard(),
                recovery.log(),
                recovery.cut(),
                files.stream()
                        .filter(file -> !Segment.claims(file) && !SnapshotFiles.claims(file))
                        .toList(),
                journal);
    }

    /**
     * Writes the hard state, and the entries in place of all after {@code keepThrough}.
     *
     * @param durable runs once this and everything appended before is durable; never if that fails
     */
    public void append(HardState hard, long keepThrough, List<Entry> entries, Runnable durable) {
        boolean follows = entries.isEmpty() || entries.getFirst().index() == keepThrough + 1;
        if (keepThrough > last || !follows) {
            throw new IllegalArgumentException("a gap: the log ends at " + last + ", keep through " + keepThrough
                    + ", then " + entries.stream().map(Entry::id).findFirst());
        }
        if (failed) {
            return;
        }
        if (!hard.equals(this.hard)) {
            Records.write(gathered, hard);
            this.hard = hard;
        }
        if (keepThrough < last || !entries.isEmpty()) {
            Records.write(gathered, keepThrough, entries);
            last = keepThrough + entries.size();
            gatheredHighest = Math.max(gatheredHighest, last);
        }
        waiting.add(durable);
        if (!underWay) {
            write();
        }
    }

    /** The log begins anew after {@code base}, with what is appended next; a durable snapshot has all before that. */
    public void beginAfter(EntryId base) {
        Records.write(gathered, base);
        last = base.index();
        gatheredHighest = Math.max(gatheredHighest, last);
        waiting.add(() -> {
            List<Closed> superseded = List.copyOf(closed);
            closed.clear();
            superseded.forEach(segment -> closed.add(segment.supersededAfter(base.index())));
            forgotten = Math.max(forgotten, base.index());
        });
    }

    /** The entries up to {@code index} are not needed any more: a durable snapshot has them. */
    public void forget(long index) {
        forgotten = Math.max(forgotten, index);
        if (!underWay && !failed) {
            clear();
        }
    }

    private void cut(Recovered.Cut cut) {
        Disk.Write write = cut.offset() == 0
                ? new Disk.Write.Delete(cut.file())
                : new Disk.Write.Truncate(cut.file(), cut.offset());
        commit(write, List.of());
    }

    /**
     * Removes the oldest segment if it can go. Only while nothing else is under way, so that all that is not removed is
     * durable; and one at a time, so that a crash leaves no gap.
     */
    private void clear() {
        if (isDispensable(closed.peek())) {
            commit(new Disk.Write.Delete(closed.remove().file()), List.of());
        }
    }

    private boolean isDispensable(@Nullable Closed oldest) {
        return oldest != null && oldest.highest() <= forgotten;
    }

    /** Sends what has gathered to the disk, as one frame. */
    private void write() {
        var payload = new Encoder(gathered.size() + 64);
        var out = new Encoder(Segment.HEADER_BYTES + Frame.HEADER_BYTES + gathered.size() + 64);
        if (file.isEmpty() || fileBytes > segmentBytes) {
            begin(out, payload);
        }
        payload.raw(gathered.toBytes());
        List<Runnable> batch = waiting;
        gathered = new Encoder();
        waiting = new ArrayList<>();
        highest = Math.max(highest, gatheredHighest);
        gatheredHighest = 0;
        written = new Position(hard, last);
        previous = Frame.write(out, number, previous, payload.toBytes());
        number++;
        fileBytes += out.size();
        commit(new Disk.Write.Append(file, out.toBytes()), batch);
    }

    /** The first segment of all has nothing to refer to; every other can be the first that is left. */
    private void begin(Encoder out, Encoder payload) {
        if (!file.isEmpty()) {
            closed.add(new Closed(file, highest));
        }
        file = Segment.name(number);
        fileBytes = 0;
        highest = 0;
        Segment.writeHeader(out, number, previous);
        if (number > 1) {
            Records.write(payload, written);
        }
    }

    private void commit(Disk.Write write, List<Runnable> batch) {
        underWay = true;
        disk.commit(List.of(write), new Disk.Completion() {
            @Override
            public void durable() {
                batch.forEach(Runnable::run);
                underWay = false;
                next(write);
            }

            @Override
            public void failed(IOException cause) {
                failed = true;
                waiting.clear();
                onFailure.accept(cause);
            }
        });
    }

    /** A removal waits for no more than one batch, and a batch for no more than one removal. */
    private void next(Disk.Write done) {
        boolean removed = done instanceof Disk.Write.Delete;
        if (!removed || waiting.isEmpty()) {
            clear();
        }
        if (!underWay && !waiting.isEmpty()) {
            write();
        }
    }
}
