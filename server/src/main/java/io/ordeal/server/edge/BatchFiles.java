package io.ordeal.server.edge;

import io.ordeal.server.ports.Disk.Write;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files to which batches go. After one that has failed there is none. */
final class BatchFiles {

    private final Path folder;
    private final DiskMeter meter;
    private final boolean syncs;

    /** Those that are open; as a rule the one that was written last. */
    private final Map<String, RoomyFile> files = new TreeMap<>();

    private boolean broken;

    /** @param syncs whether anything is synced */
    BatchFiles(Path folder, DiskMeter meter, boolean syncs) {
        this.syncs = syncs;
        this.folder = folder;
        this.meter = meter;
    }

    /** Returns once everything is durable, files as well as the folder when some came or went. */
    synchronized void perform(List<Write> writes) throws IOException {
        if (broken) {
            throw new IOException("an earlier write has failed");
        }
        broken = true;
        boolean folderChanged = false;
        for (Write write : writes) {
            folderChanged |= perform(write);
        }
        long began = System.nanoTime();
        if (syncs) {
            sync(folderChanged);
        }
        meter.synced(System.nanoTime() - began);
        closeAllBut(writes.getLast().file());
        broken = false;
    }

    private void sync(boolean folderChanged) throws IOException {
        for (RoomyFile file : files.values()) {
            file.force();
        }
        if (folderChanged) {
            force(folder);
        }
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

    synchronized void close() {
        broken = true;
        try {
            closeAllBut("");
        } catch (IOException e) {
            // What was reported as durable is; nobody waits for anything else any more.
        }
    }

    /** Makes durable which files a folder has. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
