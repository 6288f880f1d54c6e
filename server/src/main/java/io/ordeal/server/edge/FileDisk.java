package io.ordeal.server.edge;

import io.ordeal.server.ports.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The disk port on a folder of its own, which is locked against other servers. Batches are written on one thread, and are
 * durable (files, and the folder when files came or went) before they are reported. Whole files are written on another,
 * and read on a third: both take long.
 *
 * <p>What was written before a server was killed may so far only be in the kernel's memory, yet is read like the rest.
 * A node that relied on it could lose it with the next power failure; so opening makes everything durable.
 */
final class FileDisk implements Disk, AutoCloseable {

    /** For larger batches the loop does not wait itself. */
    private static final int SMALL_BYTES = 1024;

    /** So much of a stream may wait to be made durable. */
    private static final long FORCE_BYTES = 8 << 20;

    private final Path folder;
    private final Executor loop;
    private final FolderLock lock;
    private final ExecutorService writer = thread("disk");
    private final ExecutorService streamer = thread("disk stream");
    private final ExecutorService reader = thread("disk read");
    private volatile boolean closing;

    private final BatchFiles batches;
    private final DiskMeter meter = new DiskMeter();

    /** How many batches the writer has not come to the end of; only touched on the loop, as what follows. */
    private int handed;

    private final Swiftness swiftness;
    private final boolean syncs;
    private BooleanSupplier idle = () -> false;

    private FileDisk(Path folder, Executor loop, FolderLock lock, Swiftness swiftness, boolean syncs) {
        this.folder = folder;
        this.loop = loop;
        this.lock = lock;
        this.swiftness = swiftness;
        this.syncs = syncs;
        this.batches = new BatchFiles(folder, meter, syncs);
    }

    /**
     * @param loop where completions are called; runs nothing at once
     * @param syncs whether what is durable really is; without, it is only handed over to the operating system
     * @throws IOException with a message for the user if the folder cannot be used
     */
    static FileDisk open(Path folder, Executor loop, boolean syncs) throws IOException {
        return open(folder, loop, new Swiftness(Swiftness.MOST), syncs);
    }

    static FileDisk open(Path folder, Executor loop, Swiftness swiftness, boolean syncs) throws IOException {
        try {
            Files.createDirectories(folder);
            var disk = new FileDisk(folder, loop, FolderLock.take(folder), swiftness, syncs);
            if (syncs) {
                disk.forceAll();
            }
            return disk;
        } catch (FileSystemException e) {
            throw new IOException("cannot use the folder " + folder + ": " + described(e), e);
        }
    }

    private static String described(FileSystemException e) {
        String reason = e.getReason();
        return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getFile()
                + (reason == null ? "" : " (" + reason + ")");
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }

    private void forceAll() throws IOException {
        for (String file : list()) {
            try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        BatchFiles.force(folder);
    }

    /** Of batches. */
    DiskMeter meter() {
        return meter;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name ->
                            !name.equals(FolderLock.FILE) && !EventFile.claims(name) && !MemberFile.claims(name))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String file) throws IOException {
        return RoomyFile.read(folder.resolve(file));
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() - offset, 0, length));
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // A read may stop short of what is there.
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    @Override
    public void fetch(String file, long offset, int length, Reception reception) {
        reader.execute(() -> {
            try {
                byte[] bytes = read(file, offset, length);
                loop.execute(() -> reception.fetched(bytes));
            } catch (IOException e) {
                loop.execute(() -> reception.failed(e));
            }
        });
    }

    @Override
    public void stream(String file, Iterator<byte[]> content, Completion completion) {
        streamer.execute(() -> {
            try (FileChannel channel = FileChannel.open(
                    folder.resolve(file),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                pour(content, channel);
                if (syncs) {
                    BatchFiles.force(folder);
                }
                loop.execute(completion::durable);
            } catch (IOException e) {
                loop.execute(() -> completion.failed(e));
            } catch (RuntimeException e) {
                loop.execute(() -> completion.failed(new IOException("the content failed", e)));
            }
        });
    }

    /** Makes it durable as it goes, so that no batch has to wait until all of it is. */
    private void pour(Iterator<byte[]> content, FileChannel channel) throws IOException {
        long unforced = 0;
        while (content.hasNext()) {
            if (closing) {
                throw new IOException("closed");
            }
            byte[] piece = content.next();
            write(channel, piece);
            unforced += piece.length;
            if (unforced > FORCE_BYTES && syncs) {
                channel.force(false);
                unforced = 0;
            }
        }
        if (syncs) {
            channel.force(true);
        }
    }

    /**
     * From now on, while this is so, the loop itself waits for small batches as long as the disk is swift: it has nothing
     * better to do, and two changes of threads take as long as half a sync.
     *
     * @param idle asked on the loop
     */
    void waitWhile(BooleanSupplier idle) {
        this.idle = idle;
    }

    /** Begins after what the node sends in this turn is on its way. */
    @Override
    public void commit(List<Write> writes, Completion completion) {
        loop.execute(() -> {
            if (handed == 0 && isSmall(writes) && idle.getAsBoolean() && swiftness.isSwift(System.nanoTime())) {
                perform(writes, completion).run();
                return;
            }
            handed++;
            writer.execute(() -> {
                Runnable told = perform(writes, completion);
                loop.execute(() -> {
                    handed--;
                    told.run();
                });
            });
        });
    }

    private static boolean isSmall(List<Write> writes) {
        return writes.stream()
                .allMatch(write -> write instanceof Write.Append(var _, var bytes) && bytes.length <= SMALL_BYTES);
    }

    /** Returns what the loop is to be told of the outcome. */
    private Runnable perform(List<Write> writes, Completion completion) {
        try {
            long began = System.nanoTime();
            batches.perform(writes);
            swiftness.took(began, System.nanoTime());
            return completion::durable;
        } catch (IOException e) {
            return () -> completion.failed(e);
        }
    }

    /** Waits for a write under way, and lets others have the folder. */
    @Override
    public void close() throws IOException {
        closing = true;
        writer.execute(batches::close);
        for (ExecutorService thread : List.of(writer, streamer, reader)) {
            thread.shutdown();
        }
        try {
            for (ExecutorService thread : List.of(writer, streamer, reader)) {
                var _ = thread.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.close();
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }
}
