package io.ordeal.server.edge;

import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with a line for every event of a node, over all its lives. When it is large it is moved away, in place of the
 * one that was moved before. It is written on a thread of its own: a disk that is slow or full costs events, of which
 * the file tells how many, and nothing else.
 */
final class EventFile implements Consumer<Occurrence>, AutoCloseable {

    /** Where events are told unless somebody says otherwise, in the node's folder. */
    static final String FILE = "events.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(EventFile.class);
    private static final long MAX_BYTES = 16 << 20;
    private static final int MAX_WAITING = 10_000;

    private final Path path;
    private final long maxBytes;
    private final AtomicLong missed = new AtomicLong();
    private final ThreadPoolExecutor writer;

    /** Whether the last line in the file may have no end; only touched by the writer, as what follows. */
    private boolean torn = true;

    private boolean failing;

    EventFile(Path path) {
        this(path, MAX_BYTES, MAX_WAITING);
    }

    /** @param maxWaiting events that come while so many are not written yet are missed */
    EventFile(Path path, long maxBytes, int maxWaiting) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(maxWaiting),
                Thread.ofPlatform().name("events").daemon().factory(),
                (_, _) -> missed.incrementAndGet());
    }

    /** Whether a file of a node's folder is one of events. */
    static boolean claims(String name) {
        return name.equals(FILE) || name.equals(moved(FILE));
    }

    /** How many events were not written that came since one was. */
    long missed() {
        return missed.get();
    }

    private static String moved(String name) {
        return name + ".1";
    }

    @Override
    public void accept(Occurrence occurrence) {
        writer.execute(() -> write(occurrence));
    }

    private void write(Occurrence occurrence) {
        long before = missed.getAndSet(0);
        try {
            String lines = before == 0 ? "" : missed(occurrence, before).line();
            append(lines + occurrence.line());
            failing = false;
        } catch (IOException | RuntimeException e) {
            missed.addAndGet(before + 1);
            torn = true;
            if (!failing) {
                LOG.warn("events cannot be written to {}: {}", path, e.toString());
                failing = true;
            }
        }
    }

    private static Occurrence missed(Occurrence now, long count) {
        return new Occurrence(now.wallMillis(), now.nanos(), now.node(), now.term(), new Transition.Missed(count));
    }

    private void append(String lines) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = file.size();
            String start = torn && end > 0 && lastByte(file) != '\n' ? "\n" : "";
            ByteBuffer bytes = ByteBuffer.wrap((start + lines).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end += file.write(bytes, end);
            }
            torn = false;
            if (end < maxBytes) {
                return;
            }
        }
        Files.move(
                path, path.resolveSibling(moved(path.getFileName().toString())), StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte lastByte(FileChannel file) throws IOException {
        var last = ByteBuffer.allocate(1);
        file.read(last, file.size() - 1);
        return last.get(0);
    }

    /** Waits a moment for what is not written yet. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            var _ = writer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
