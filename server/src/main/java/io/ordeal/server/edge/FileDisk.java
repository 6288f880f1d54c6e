package io.ordeal.server.edge;

import io.ordeal.server.ports.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The disk port on a folder of its own, which is locked against other servers. Writing happens on one thread, and is
 * durable (files, and the folder when files came or went) before it is reported.
 *
 * <p>What was written before a server was killed may so far only be in the kernel's memory, yet is read like the rest.
 * A node that relied on it could lose it with the next power failure; so opening makes everything durable.
 */
final class FileDisk implements Disk, AutoCloseable {

    private static final String LOCK = "lock";

    private final Path folder;
    private final Executor loop;
    private final FileChannel lockChannel;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("disk").factory());

    /** Of the file that was written last; only touched by the writer, as all that follows. */
    private Optional<OpenFile> open = Optional.empty();

    private boolean broken;

    private record OpenFile(String name, FileChannel channel) {}

    private FileDisk(Path folder, Executor loop, FileChannel lockChannel) {
        this.folder = folder;
        this.loop = loop;
        this.lockChannel = lockChannel;
    }

    /**
     * @param loop where completions are called
     * @throws IOException with a message for the user if the folder cannot be used
     */
    static FileDisk open(Path folder, Executor loop) throws IOException {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IOException("the folder " + folder + " is in use by another server");
            }
            var disk = new FileDisk(folder, loop, channel);
            disk.forceAll();
            return disk;
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("cannot use the folder " + folder + ": " + described(e), e);
        }
    }

    private static String described(java.nio.file.FileSystemException e) {
        String reason = e.getReason();
        return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getFile()
                + (reason == null ? "" : " (" + reason + ")");
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void forceAll() throws IOException {
        for (String file : list()) {
            try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        forceFolder();
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(LOCK))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
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
        writer.execute(this::closeFile);
        writer.shutdown();
        try {
            var _ = writer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lockChannel.close();
    }

    private void closeFile() {
        try {
            if (open.isPresent()) {
                open.get().channel().close();
            }
        } catch (IOException e) {
            broken = true;
        }
    }

    private void perform(List<Write> writes) throws IOException {
        if (broken) {
            throw new IOException("an earlier write has failed");
        }
        boolean folderChanged = false;
        Map<String, FileChannel> touched = new TreeMap<>();
        for (Write write : writes) {
            folderChanged |= switch (write) {
                case Write.Append(var file, var bytes) -> append(file, bytes, touched);
                case Write.Truncate(var file, var length) -> truncate(file, length, touched);
                case Write.Delete(var file) -> delete(file, touched);
            };
        }
        for (FileChannel channel : touched.values()) {
            channel.force(false);
        }
        closeAllBut(open, touched);
        if (folderChanged) {
            forceFolder();
        }
    }

    /** Each returns whether files came or went. */
    private boolean append(String file, byte[] bytes, Map<String, FileChannel> touched) throws IOException {
        Path path = folder.resolve(file);
        boolean created = Files.notExists(path);
        FileChannel channel = channel(file, touched);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        return created;
    }

    private boolean truncate(String file, long length, Map<String, FileChannel> touched) throws IOException {
        channel(file, touched).truncate(length);
        return false;
    }

    private boolean delete(String file, Map<String, FileChannel> touched) throws IOException {
        FileChannel channel = touched.remove(file);
        if (channel != null) {
            channel.close();
        }
        if (open.isPresent() && open.get().name().equals(file)) {
            open.get().channel().close();
            open = Optional.empty();
        }
        return Files.deleteIfExists(folder.resolve(file));
    }

    private FileChannel channel(String file, Map<String, FileChannel> touched) throws IOException {
        FileChannel known = touched.get(file);
        if (known == null) {
            known = open.isPresent() && open.get().name().equals(file) ? open.get().channel() : openFile(file);
            touched.put(file, known);
        }
        return known;
    }

    private FileChannel openFile(String file) throws IOException {
        return FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Keeps the file open that will be written next, as far as one can tell: the last by name. */
    private void closeAllBut(Optional<OpenFile> before, Map<String, FileChannel> touched) throws IOException {
        String last = touched.isEmpty() ? "" : ((TreeMap<String, FileChannel>) touched).lastKey();
        for (var each : touched.entrySet()) {
            if (!each.getKey().equals(last)) {
                each.getValue().close();
            }
        }
        if (!last.isEmpty()) {
            FileChannel kept = touched.get(last);
            if (before.isPresent() && !before.get().name().equals(last)) {
                before.get().channel().close();
            }
            open = Optional.ofNullable(kept).map(channel -> new OpenFile(last, channel));
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
