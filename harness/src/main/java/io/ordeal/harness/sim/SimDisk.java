package io.ordeal.harness.sim;

import io.ordeal.server.ports.Disk;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk that knows what is on it for good. A batch is written some time after it was asked for, a stream piece by piece;
 * when the power fails before that, any part of it may have arrived, and the last bytes of that part may be garbage.
 */
final class SimDisk {

    private final TreeMap<String, ByteArrayOutputStream> files = new TreeMap<>();
    private final SplittableRandom random;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private @Nullable Stream stream;

    SimDisk(SplittableRandom random) {
        this.random = random;
    }

    private record Batch(List<Disk.Write> writes, Disk.Completion completion) {}

    private record Stream(
            String file, Iterator<byte[]> content, ByteArrayOutputStream written, Disk.Completion completion) {}

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

    /** The power fails. Of batches that wait for another nothing has begun. */
    Loss crash() {
        Loss loss = crash(batches.isEmpty() ? List.of() : batches.element().writes());
        batches.clear();
        Stream broken = stream;
        stream = null;
        if (broken == null) {
            return loss;
        }
        byte[] all = broken.written().toByteArray();
        byte[] torn = tear(all);
        files.put(broken.file(), stream(torn));
        return new Loss(loss.unsynced() + all.length, loss.lost() + all.length - torn.length);
    }

    /** The process ends, and the power does not: what it has handed over arrives. */
    void settle() {
        batches.forEach(batch -> perform(batch.writes()));
        batches.clear();
        if (stream != null) {
            files.put(stream.file(), stream.written());
            stream = null;
        }
    }

    private Loss crash(List<Disk.Write> batch) {
        long unsynced = size(batch);
        long arrived = 0;
        for (Disk.Write write : batch) {
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

    private Optional<IOException> perform(List<Disk.Write> writes) {
        for (Disk.Write write : writes) {
            if (write instanceof Disk.Write.Rename && !files.containsKey(write.file())) {
                return Optional.of(new FileNotFoundException(write.file()));
            }
            apply(write);
        }
        return Optional.empty();
    }

    private void apply(Disk.Write write) {
        switch (write) {
            case Disk.Write.Append(String file, byte[] bytes) -> append(file, bytes);
            case Disk.Write.Truncate(String file, long length) ->
                files.computeIfPresent(file, (_, bytes) -> stream(Arrays.copyOf(bytes.toByteArray(), (int) length)));
            case Disk.Write.Rename(String file, String name) -> {
                ByteArrayOutputStream bytes = files.remove(file);
                files.put(name, Objects.requireNonNull(bytes, file));
            }
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
        public byte[] read(String file, long offset, int length) throws IOException {
            byte[] bytes = read(file);
            int from = (int) Math.min(offset, bytes.length);
            return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
        }

        @Override
        public void fetch(String file, long offset, int length, Reception reception) {
            later.accept(
                    (long) length,
                    () -> process.accept(() -> {
                        try {
                            reception.fetched(read(file, offset, length));
                        } catch (IOException e) {
                            reception.failed(e);
                        }
                    }));
        }

        @Override
        public void commit(List<Write> writes, Completion completion) {
            batches.add(new Batch(List.copyOf(writes), completion));
            if (batches.size() == 1) {
                begin();
            }
        }

        private void begin() {
            Batch batch = batches.element();
            later.accept(size(batch.writes()), () -> finish(batch));
        }

        @SuppressWarnings("ReferenceEquality") // This very batch, and not one of a later start.
        private void finish(Batch batch) {
            if (batches.peek() == batch) {
                batches.remove();
                Optional<IOException> failure = perform(batch.writes());
                if (!batches.isEmpty()) {
                    begin();
                }
                process.accept(() -> failure.ifPresentOrElse(batch.completion()::failed, batch.completion()::durable));
            }
        }

        @Override
        public void stream(String file, Iterator<byte[]> content, Completion completion) {
            if (stream != null) {
                throw new IllegalStateException("a second stream while one is under way");
            }
            var fresh = new Stream(file, content, new ByteArrayOutputStream(), completion);
            stream = fresh;
            later.accept(0L, () -> pour(fresh));
        }

        @SuppressWarnings("ReferenceEquality") // As above.
        private void pour(Stream pouring) {
            if (stream != pouring) {
                return;
            }
            if (pouring.content().hasNext()) {
                byte[] piece = pouring.content().next();
                pouring.written().writeBytes(piece);
                later.accept((long) piece.length, () -> pour(pouring));
                return;
            }
            stream = null;
            files.put(pouring.file(), pouring.written());
            process.accept(pouring.completion()::durable);
        }
    }
}
