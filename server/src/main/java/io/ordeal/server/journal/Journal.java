package io.ordeal.server.journal;

import io.ordeal.server.format.Encoder;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.HardState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log on disk, written by one node's loop. While a batch is on its way to the disk, everything that is appended
 * gathers, and goes out as the next batch: the slower the disk, the larger the batches.
 *
 * <p>Each batch is one {@linkplain Frame frame} at the end of the newest {@linkplain Segment segment}. How a log is read
 * again, and what of it is believed, says {@link Recovery}.
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

    private Encoder gathered = new Encoder();
    private List<Runnable> waiting = new ArrayList<>();
    private boolean underWay;
    private boolean failed;

    private Journal(Disk disk, long segmentBytes, Consumer<? super IOException> onFailure, Recovery recovery) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.onFailure = onFailure;
        this.file = recovery.open().map(Recovery.OpenSegment::file).orElse("");
        this.fileBytes = recovery.open().map(Recovery.OpenSegment::bytes).orElse(0L);
        this.number = recovery.number();
        this.previous = recovery.previous();
        this.hard = recovery.records().hard();
        this.last = recovery.records().entries().size();
    }

    /**
     * Reads the log, or begins one, and cuts off what a crash has torn; the cut is durable before anything is appended.
     *
     * @param segmentBytes a segment that is larger is closed, and the next begun
     * @param onFailure is told, at most once, when a write has failed; after that nothing is acknowledged any more
     * @throws JournalException if the log is corrupt, or of another format
     */
    public static Recovered recover(Disk disk, long segmentBytes, Consumer<? super IOException> onFailure)
            throws IOException {
        List<String> files = disk.list();
        var recovery = new Recovery(disk);
        recovery.run(files.stream().filter(Segment::claims).sorted().toList());
        var journal = new Journal(disk, segmentBytes, onFailure, recovery);
        recovery.cut().ifPresent(journal::cut);
        return new Recovered(
                recovery.number(),
                recovery.records().hard(),
                recovery.records().entries(),
                recovery.cut(),
                files.stream().filter(file -> !Segment.claims(file)).toList(),
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
        }
        waiting.add(durable);
        if (!underWay) {
            write();
        }
    }

    private void cut(Recovered.Cut cut) {
        Disk.Write write = cut.offset() == 0
                ? new Disk.Write.Delete(cut.file())
                : new Disk.Write.Truncate(cut.file(), cut.offset());
        commit(write, List.of());
    }

    /** Sends what has gathered to the disk, as one frame. */
    private void write() {
        byte[] payload = gathered.toBytes();
        List<Runnable> batch = waiting;
        gathered = new Encoder();
        waiting = new ArrayList<>();
        var out = new Encoder(Segment.HEADER_BYTES + Frame.HEADER_BYTES + payload.length);
        if (file.isEmpty() || fileBytes > segmentBytes) {
            file = Segment.name(number);
            fileBytes = 0;
            Segment.writeHeader(out, number, previous);
        }
        previous = Frame.write(out, number, previous, payload);
        number++;
        fileBytes += out.size();
        commit(new Disk.Write.Append(file, out.toBytes()), batch);
    }

    private void commit(Disk.Write write, List<Runnable> batch) {
        underWay = true;
        disk.commit(List.of(write), new Disk.Completion() {
            @Override
            public void durable() {
                batch.forEach(Runnable::run);
                underWay = false;
                if (!waiting.isEmpty()) {
                    write();
                }
            }

            @Override
            public void failed(IOException cause) {
                failed = true;
                waiting.clear();
                onFailure.accept(cause);
            }
        });
    }
}
