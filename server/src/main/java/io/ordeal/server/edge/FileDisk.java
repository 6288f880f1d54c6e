package io.ordeal.server.edge;

import io.ordeal.server.ports.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    /** So much of a stream may wait to be made durable. */
    private static final long FORCE_BYTES = 8 << 20;

    private final Path folder;
    private final Executor loop;
    private final FolderLock lock;
    private final ExecutorService writer = thread("disk");
    private final ExecutorService streamer = thread("disk stream");
    private final ExecutorService reader = thread("disk read");
    private volatile boolean closing;

    /** Files that are open, as a rule the one that was written last; only touched by the writer, as all that follows. */
    private final Map<String, RoomyFile> files = new TreeMap<>();

    private boolean broken;
    private final DiskMeter meter = new DiskMeter();

    private FileDisk(Path folder, Executor loop, FolderLock lock) {
        this.folder = folder;
        this.loop = loop;
        this.lock = lock;
    }

    /**
     * @param loop where completions are called
     * @throws IOException with a message for the user if the folder cannot be used
     */
    static FileDisk open(Path folder, Executor loop) throws IOException {
        try {
            Files.createDirectories(folder);
            var disk = new FileDisk(folder, loop, FolderLock.take(folder));
            disk.forceAll();
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
        forceFolder();
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
                    .filter(name -> !name.equals(FolderLock.FILE) && !EventFile.claims(name))
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
                forceFolder();
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
            if (unforced > FORCE_BYTES) {
                channel.force(false);
                unforced = 0;
            }
        }
        channel.force(true);
    }

    @Override
    public void commit(List<Write> writes, Completion completion) {
        writer.execute(() -> {
            try {
                perform(writes);
                loop.execute(completion::durable);
            } catch (IOException e) {
                broken = true;
                loop.execute(() -> completion.failed(e));
            }
        });
    }

    /** Waits for a write under way, and lets others have the folder. */
    @Override
    public void close() throws IOException {
        closing = true;
        writer.execute(this::closeFiles);
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

    private void perform(List<Write> writes) throws IOException {
        if (broken) {
            throw new IOException("an earlier write has failed");
        }
        boolean folderChanged = false;
        for (Write write : writes) {
            folderChanged |= perform(write);
        }
        long began = System.nanoTime();
        for (RoomyFile file : files.values()) {
            file.force();
        }
        if (folderChanged) {
            forceFolder();
        }
        meter.synced(System.nanoTime() - began);
        closeAllBut(writes.getLast().file());
    }

    /** Returns whether a file came or went. */
    private boolean perform(Write write) throws IOException {
        return switch (write) {
            case Write.Append(var file, var bytes) -> {
                boolean created = !files.containsKey(file) && Files.notExists(folder.resolve(file));
                file(file).append(bytes);
                meter.wrote(bytes.length);
                yield created;
            }
            case Write.Truncate(var file, var length) -> {
                file(file).truncate(length);
                yield false;
            }
            case Write.Rename(var file, var name) -> {
                close(file);
                close(name);
                Files.move(folder.resolve(file), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                yield true;
            }
            case Write.Delete(var file) -> {
                close(file);
                yield Files.deleteIfExists(folder.resolve(file));
            }
        };
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private RoomyFile file(String name) throws IOException {
        RoomyFile known = files.get(name);
        if (known != null) {
            return known;
        }
        RoomyFile opened = RoomyFile.open(folder.resolve(name));
        files.put(name, opened);
        return opened;
    }

    private void closeAllBut(String file) throws IOException {
        for (String each : List.copyOf(files.keySet())) {
            if (!each.equals(file)) {
                close(each);
            }
        }
    }

    private void close(String file) throws IOException {
        RoomyFile open = files.remove(file);
        if (open != null) {
            open.close();
        }
    }

    private void closeFiles() {
        broken = true;
        try {
            closeAllBut("");
        } catch (IOException e) {
            // What was reported as durable is; nobody waits for anything else any more.
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
