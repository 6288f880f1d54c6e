package io.ordeal.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One run that makes things in Docker. All of them carry its labels. While the run lives it holds a lock on a file of its
 * own; whatever belongs to a run whose lock is free was left behind.
 */
final class Run implements AutoCloseable {

    static final String RUN = "io.ordeal.run";
    static final String LOCK = "io.ordeal.lock";
    static final String OWNER = "io.ordeal.owner";

    private final String id;
    private final Path file;
    private final FileChannel lock;

    private Run(String id, Path file, FileChannel lock) {
        this.id = id;
        this.file = file;
        this.lock = lock;
    }

    static Run begin() {
        String id = "%s-%s"
                .formatted(
                        LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("MMdd-HHmmss")),
                        HexFormat.of()
                                .toHexDigits((short) ThreadLocalRandom.current().nextInt()));
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "ordeal-runs-" + System.getProperty("user.name"), id);
        try {
            Files.createDirectories(file.getParent());
            var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new DockerProblem("somebody else holds the lock " + file + ", which this run has just made");
            }
            return new Run(id, file, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return id;
    }

    Map<String, String> labels() {
        return Map.of(RUN, id, LOCK, file.toString(), OWNER, owner());
    }

    /** Whether what carries {@code labels} was left behind by a run of this user on this machine. */
    static boolean isOver(Map<String, String> labels) {
        String lock = labels.get(LOCK);
        if (lock == null || !owner().equals(labels.get(OWNER))) {
            return false;
        }
        Path file = Path.of(lock);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return !Files.exists(file);
        }
    }

    /** Forgets the lock of a run that is over, once nothing is left of it. */
    static void forget(Map<String, String> labels) {
        String lock = labels.get(LOCK);
        try {
            if (lock != null) {
                Files.deleteIfExists(Path.of(lock));
            }
        } catch (IOException e) {
            // An empty file in the temporary folder, which nobody minds.
        }
    }

    @Override
    public void close() {
        forget(labels());
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Locks can only be looked at on the machine that they are on, by the user who may open them. */
    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return System.getProperty("user.name") + "@" + host;
    }
}
