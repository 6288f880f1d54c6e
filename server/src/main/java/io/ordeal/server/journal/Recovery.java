package io.ordeal.server.journal;

import io.ordeal.server.format.FormatException;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.RaftLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log from its first segment to its last.
 *
 * <p>A batch is only written once the one before is durable. So a crash can have torn the last frame and no other, and
 * damage is what a crash left behind only where nothing shows that the damaged frame had once been durable: no header of
 * a later frame behind it, no later segment. Then nobody was promised anything, and the tail is cut. All other damage is
 * corruption, and the log is refused.
 *
 * <p>A log may begin with any segment, if the latest snapshot has all that was before; the ones before were removed one
 * by one while a later one was durable. A log that does not have the last entry of the snapshot ends before it, or has
 * another in its place: a leader sent the snapshot because of that, or what the log held was not yet durable when the
 * snapshot was. Either way it is outdated, and goes as a whole (Figure 13, rule 7).
 */
final class Recovery {

    private final Disk disk;
    private final EntryId snapshot;
    private final ArrayDeque<Journal.Closed> closed = new ArrayDeque<>();
    private Records records = new Records(true);
    private long number = 1;
    private int previous;
    private Optional<OpenSegment> open = Optional.empty();
    private Optional<Recovered.Cut> cut = Optional.empty();

    /** @param snapshot the last entry in the latest snapshot */
    Recovery(Disk disk, EntryId snapshot) {
        this.disk = disk;
        this.snapshot = snapshot;
    }

    /** A segment to go on writing. */
    record OpenSegment(String file, long bytes) {}

    Records records() {
        return records;
    }

    /** Of the frame that comes next. */
    long number() {
        return number;
    }

    /** Checksum of the last frame. */
    int previous() {
        return previous;
    }

    /** The segments before the open one. */
    ArrayDeque<Journal.Closed> closed() {
        return closed;
    }

    /** Without the snapshot's last entry, what was read does not belong to it, and the snapshot holds. */
    boolean isSuperseded() {
        return !records.log(snapshot).has(snapshot);
    }

    RaftLog log() {
        return isSuperseded() ? RaftLog.after(snapshot) : records.log(snapshot);
    }

    Optional<OpenSegment> open() {
        return open;
    }

    Optional<Recovered.Cut> cut() {
        return cut;
    }

    void run(List<String> files) throws IOException {
        for (String file : files) {
            if (Segment.first(file).isEmpty()) {
                throw JournalException.unusable(
                        file, "is not named as a segment is; move it out of the folder if it is none");
            }
        }
        if (files.isEmpty() && snapshot.index() > 0) {
            throw JournalException.corrupt(
                    Segment.name(number), 0, "there is a snapshot up to " + snapshot + ", but no log at all");
        }
        for (int i = 0; i < files.size(); i++) {
            segment(files, i);
        }
        if (records.base() > snapshot.index()) {
            throw JournalException.corrupt(
                    files.getFirst(),
                    0,
                    "the log begins after entry " + records.base() + ", but the latest snapshot ends with "
                            + snapshot.index());
        }
    }

    /** What is before the first segment has been removed; it is believed about that. */
    private void begin(String file, byte[] bytes) {
        number = Segment.first(file).orElseThrow();
        records = new Records(number == 1);
        previous =
                number == 1 ? 0 : Segment.header(bytes).map(Segment::previous).orElse(0);
    }

    private void segment(List<String> files, int place) throws IOException {
        String file = files.get(place);
        boolean last = place == files.size() - 1;
        byte[] bytes = disk.read(file);
        if (place == 0) {
            begin(file, bytes);
        }
        if (Segment.first(file).orElseThrow() != number) {
            throw JournalException.corrupt(
                    file,
                    0,
                    "frame " + number + " should come next, in " + Segment.name(number)
                            + ", but this segment begins with frame "
                            + Segment.first(file).orElseThrow());
        }
        Optional<Segment> header = Segment.header(bytes);
        if (header.isEmpty()) {
            damaged(file, bytes, 0, last, "the header of the segment is damaged");
            return;
        }
        check(file, header.get());
        int offset = Segment.HEADER_BYTES;
        do {
            Optional<String> damage = damage(bytes, offset);
            if (damage.isPresent()) {
                damaged(file, bytes, offset, last, damage.get());
                return;
            }
            offset = accept(file, bytes, offset);
        } while (offset < bytes.length);
        open = Optional.of(new OpenSegment(file, offset));
        if (!last) {
            close(file);
        }
    }

    private void close(String file) {
        if (records.hasBegunAnew()) {
            List<Journal.Closed> superseded = List.copyOf(closed);
            closed.clear();
            superseded.forEach(segment -> closed.add(segment.supersededAfter(records.base())));
        }
        closed.add(new Journal.Closed(file, records.highest()));
        records.nextSegment();
    }

    private void check(String file, Segment header) throws JournalException {
        if (header.version() != Segment.VERSION) {
            throw JournalException.unusable(
                    file, "is of format " + header.version() + "; this server knows format " + Segment.VERSION);
        }
        if (header.first() != number || header.previous() != previous) {
            throw JournalException.corrupt(
                    file,
                    0,
                    "the segment does not continue the one before; expected frame " + number + " after checksum "
                            + hex(previous) + ", found frame " + header.first() + " after " + hex(header.previous()));
        }
    }

    /** What is wrong with the frame at {@code offset}, if anything is. */
    private Optional<String> damage(byte[] bytes, int offset) {
        Optional<Frame> header = Frame.at(bytes, offset);
        if (header.isEmpty()) {
            return Optional.of("frame " + number + " expected, but there is no intact header of a frame");
        }
        Frame frame = header.get();
        if (frame.end(offset) > bytes.length) {
            return Optional.of("frame " + frame.number() + " should be " + (frame.end(offset) - offset)
                    + " bytes long, but only " + (bytes.length - offset) + " are left");
        }
        return frame.payloadIntact(bytes, offset)
                ? Optional.empty()
                : Optional.of("the payload of frame " + frame.number() + " does not have the expected checksum "
                        + hex(frame.payloadChecksum()));
    }

    /** Takes in an intact frame, and returns where the next begins. */
    private int accept(String file, byte[] bytes, int offset) throws JournalException {
        Frame frame = Frame.at(bytes, offset).orElseThrow();
        if (frame.number() != number || frame.previous() != previous) {
            throw JournalException.corrupt(
                    file,
                    offset,
                    "an intact frame, but not the next one; expected frame " + number + " after checksum "
                            + hex(previous) + ", found frame " + frame.number() + " after " + hex(frame.previous()));
        }
        try {
            records.replay(ByteBuffer.wrap(bytes, offset + Frame.HEADER_BYTES, frame.length()));
        } catch (FormatException e) {
            throw JournalException.corrupt(file, offset, "frame " + number + " is intact, but says " + e.getMessage());
        }
        number++;
        previous = frame.checksum();
        return (int) frame.end(offset);
    }

    private void damaged(String file, byte[] bytes, int offset, boolean last, String damage) throws JournalException {
        if (!last) {
            throw JournalException.corrupt(file, offset, damage + ", yet another segment follows");
        }
        int later = laterFrame(bytes, offset);
        if (later >= 0) {
            throw JournalException.corrupt(file, offset, damage + ", yet a later frame follows at offset " + later);
        }
        boolean whole = offset <= Segment.HEADER_BYTES;
        if (whole && closed.isEmpty() && (number > 1 || snapshot.index() > 0)) {
            throw JournalException.corrupt(file, offset, damage + ", yet there was more log before, or a snapshot");
        }
        int kept = whole ? 0 : offset;
        open = whole ? Optional.empty() : Optional.of(new OpenSegment(file, kept));
        cut = Optional.of(new Recovered.Cut(file, kept, bytes.length - kept));
    }

    /**
     * Where, at or after {@code offset}, the header of a frame stands that is later than the one expected there; or -1.
     * If the expected frame's own header is intact, its payload is left out: clients choose what is in it.
     */
    private int laterFrame(byte[] bytes, int offset) {
        long at = offset;
        while (at <= bytes.length - Frame.HEADER_BYTES) {
            Optional<Frame> frame = Frame.at(bytes, (int) at);
            if (frame.isPresent() && frame.get().number() > number) {
                return (int) at;
            }
            boolean expected = frame.isPresent()
                    && frame.get().number() == number
                    && frame.get().previous() == previous;
            at = expected ? frame.get().end(at) : at + 1;
        }
        return -1;
    }

    private static String hex(int checksum) {
        return String.format("%08x", checksum);
    }
}
