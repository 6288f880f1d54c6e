package io.ordeal.harness.sim;

import io.ordeal.server.ports.Disk;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk that knows what is on it for good. A batch is written some time after it was asked for; when the power fails
 * before that, any part of it may have arrived, and the last bytes of that part may be garbage.
 */
final class SimDisk {

    private final TreeMap<String, ByteArrayOutputStream> files = new TreeMap<>();
    private final SplittableRandom random;
    private @Nullable Batch underWay;

    SimDisk(SplittableRandom random) {
        this.random = random;
    }

    private record Batch(List<Disk.Write> writes) {}

    /** What a power failure did to the writes that were not yet durable, in bytes. */
    record Loss(long unsynced, long lost) {}

    /**
     * The disk as one start of a node sees it.
     *
     * @param later runs its second argument after the time that a batch of so many bytes takes
     * @param process runs what the node is told, on the node's own loop
     */
    Disk open(BiConsumer<Long, Runnable> later, Consumer<Runnable> process) {
        return new Opened(later, process);
    }

    /** The disk to read only, for those who check it from outside. */
    Disk inspect() {
        return new Opened((_, _) -> {}, _ -> {}) {
            @Override
            public void commit(List<Write> writes, Completion completion) {
                // A recovery that cuts a torn tail may ask for that; an inspection leaves the disk as it is.
            }
        };
    }

    /** The power fails. */
    Loss crash() {
        Batch batch = underWay;
        underWay = null;
        if (batch == null) {
            return new Loss(0, 0);
        }
        long unsynced = size(batch.writes());
        long arrived = 0;
        for (Disk.Write write : batch.writes()) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    return new Loss(unsynced, unsynced - arrived);
                }
                case 1 -> {
                    apply(write);
                    arrived += size(List.of(write));
                }
                default -> {
                    if (write instanceof Disk.Write.Append(String file, byte[] bytes)) {
                        byte[] torn = tear(bytes);
                        append(file, torn);
                        arrived += torn.length;
                    }
                    return new Loss(unsynced, unsynced - arrived);
                }
            }
        }
        return new Loss(unsynced, unsynced - arrived);
    }

    /** A part of what was written; sometimes its length is already there, and its last bytes are not. */
    private byte[] tear(byte[] bytes) {
        byte[] torn = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        if (torn.length > 0 && random.nextInt(3) == 0) {
            Arrays.fill(torn, random.nextInt(torn.length), torn.length, (byte) 0);
        }
        return torn;
    }

    private void apply(Disk.Write write) {
        switch (write) {
            case Disk.Write.Append(String file, byte[] bytes) -> append(file, bytes);
            case Disk.Write.Truncate(String file, long length) ->
                files.computeIfPresent(file, (_, bytes) -> stream(Arrays.copyOf(bytes.toByteArray(), (int) length)));
            case Disk.Write.Delete(String file) -> files.remove(file);
        }
    }

    private void append(String file, byte[] bytes) {
        files.computeIfAbsent(file, _ -> stream(new byte[0])).writeBytes(bytes);
    }

    private static ByteArrayOutputStream stream(byte[] bytes) {
        var stream = new ByteArrayOutputStream();
        stream.writeBytes(bytes);
        return stream;
    }

    private static long size(List<Disk.Write> writes) {
        long size = 0;
        for (Disk.Write write : writes) {
            size += write instanceof Disk.Write.Append(String _, byte[] bytes) ? bytes.length : 0;
        }
        return size;
    }

    private class Opened implements Disk {
        private final BiConsumer<Long, Runnable> later;
        private final Consumer<Runnable> process;

        Opened(BiConsumer<Long, Runnable> later, Consumer<Runnable> process) {
            this.later = later;
            this.process = process;
        }

        @Override
        public List<String> list() {
            return List.copyOf(files.keySet());
        }

        @Override
        public byte[] read(String file) throws IOException {
            ByteArrayOutputStream bytes = files.get(file);
            if (bytes == null) {
                throw new FileNotFoundException(file);
            }
            return bytes.toByteArray();
        }

        @Override
        public void commit(List<Write> writes, Completion completion) {
            if (underWay != null) {
                throw new IllegalStateException("a second batch while one is under way");
            }
            var batch = new Batch(List.copyOf(writes));
            underWay = batch;
            later.accept(size(writes), () -> finish(batch, completion));
        }

        @SuppressWarnings("ReferenceEquality") // This very batch, and not one of a later start.
        private void finish(Batch batch, Completion completion) {
            if (underWay == batch) {
                underWay = null;
                batch.writes().forEach(SimDisk.this::apply);
                process.accept(completion::durable);
            }
        }
    }
}
