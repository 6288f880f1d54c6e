package io.ordeal.server.journal;

import io.ordeal.server.ports.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A folder in memory. Batches and streams go on only when the test says so; until they are durable, a crash does with
 * them what it likes.
 */
final class FakeDisk implements Disk {

    private record Batch(List<Write> writes, Completion completion) {}

    private record Stream(
            String file, Iterator<byte[]> content, ByteArrayOutputStream written, Completion completion) {}

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private Optional<Stream> stream = Optional.empty();
    private int appends;

    FakeDisk() {}

    FakeDisk(SortedMap<String, byte[]> files) {
        files.forEach((name, bytes) -> this.files.put(name, bytes.clone()));
    }

    @Override
    public List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public byte[] read(String file) throws IOException {
        byte[] bytes = files.get(file);
        if (bytes == null) {
            throw new IOException("no file " + file);
        }
        return bytes.clone();
    }

    @Override
    public void commit(List<Write> writes, Completion completion) {
        batches.add(new Batch(List.copyOf(writes), completion));
        appends += writes.stream().anyMatch(Write.Append.class::isInstance) ? 1 : 0;
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
        byte[] bytes = read(file);
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
    }

    /** At once. */
    @Override
    public void fetch(String file, long offset, int length, Reception reception) {
        try {
            reception.fetched(read(file, offset, length));
        } catch (IOException e) {
            reception.failed(e);
        }
    }

    @Override
    public void stream(String file, Iterator<byte[]> content, Completion completion) {
        if (stream.isPresent()) {
            throw new IllegalStateException("two streams at a time");
        }
        stream = Optional.of(new Stream(file, content, new ByteArrayOutputStream(), completion));
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    /** How many batches that append were ever asked for. */
    int appends() {
        return appends;
    }

    boolean busy() {
        return !batches.isEmpty();
    }

    boolean streams() {
        return stream.isPresent();
    }

    /** The next piece of the stream is written; or, if that was all, the stream becomes durable. */
    void pour() {
        Stream pouring = stream.orElseThrow();
        if (pouring.content().hasNext()) {
            pouring.written().writeBytes(pouring.content().next());
        } else {
            stream = Optional.empty();
            files.put(pouring.file(), pouring.written().toByteArray());
            pouring.completion().durable();
        }
    }

    /** The batch under way becomes durable. */
    void complete() {
        Batch batch = take();
        batch.writes().forEach(write -> apply(files, write));
        batch.completion().durable();
    }

    void completeAll() {
        while (busy() || streams()) {
            if (busy()) {
                complete();
            } else {
                pour();
            }
        }
    }

    void failStream() {
        Stream broken = stream.orElseThrow();
        stream = Optional.empty();
        broken.completion().failed(new IOException("broken"));
    }

    void fail() {
        take().completion().failed(new IOException("broken"));
    }

    /** The files as they could be found after a crash at this moment. */
    FakeDisk crash(RandomGenerator random) {
        var survivor = new FakeDisk(files);
        for (Write write : underWay()) {
            tear(survivor.files, write, random);
        }
        stream.ifPresent(broken -> {
            survivor.files.remove(broken.file());
            tear(survivor.files, broken.file(), broken.written().toByteArray(), random);
        });
        return survivor;
    }

    /** What a crash leaves of bytes at the end of a file. */
    private static void tear(SortedMap<String, byte[]> files, String file, byte[] bytes, RandomGenerator random) {
        byte[] torn = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> files.merge(file, bytes, FakeDisk::join);
            case 2 -> files.merge(file, torn, FakeDisk::join);
            case 3 -> files.merge(file, withHole(bytes, random), FakeDisk::join);
            case 4 -> files.merge(file, withHole(torn, random), FakeDisk::join);
            default -> files.merge(file, withHole(withHole(bytes, random), random), FakeDisk::join);
        }
    }

    /** Of what waits for another batch, nothing has begun. */
    private List<Write> underWay() {
        return batches.isEmpty() ? List.of() : batches.element().writes();
    }

    /** The files after a crash at this moment, of which everything under way survived. */
    FakeDisk crashKeepingAll() {
        var survivor = new FakeDisk(files);
        underWay().forEach(write -> apply(survivor.files, write));
        return survivor;
    }

    FakeDisk with(String file, byte[] bytes) {
        var other = new FakeDisk(files);
        other.files.put(file, bytes);
        return other;
    }

    FakeDisk without(String file) {
        var other = new FakeDisk(files);
        other.files.remove(file);
        return other;
    }

    byte[] bytes(String file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Batch take() {
        return batches.remove();
    }

    private static void apply(SortedMap<String, byte[]> files, Write write) {
        switch (write) {
            case Write.Append(String file, byte[] bytes) -> files.merge(file, bytes, FakeDisk::join);
            case Write.Truncate(String file, long length) ->
                files.computeIfPresent(file, (_, bytes) -> Arrays.copyOf(bytes, (int) length));
            case Write.Rename(String file, String name) -> files.put(name, Objects.requireNonNull(files.remove(file)));
            case Write.Delete(String file) -> files.remove(file);
        }
    }

    /** Nothing of it, all of it, a piece of it, or all of it with holes. */
    private static void tear(SortedMap<String, byte[]> files, Write write, RandomGenerator random) {
        switch (write) {
            case Write.Append(String file, byte[] bytes) -> tear(files, file, bytes, random);
            case Write.Truncate(String file, long length) -> {
                int now = files.getOrDefault(file, new byte[0]).length;
                apply(files, new Write.Truncate(file, length + random.nextInt((int) (now - length) + 1)));
            }
            case Write.Rename _, Write.Delete _ -> {
                if (random.nextBoolean()) {
                    apply(files, write);
                }
            }
        }
    }

    /** Some range zero, or whatever stood on the disk before. */
    private static byte[] withHole(byte[] bytes, RandomGenerator random) {
        byte[] torn = bytes.clone();
        if (torn.length > 0) {
            int from = random.nextInt(torn.length);
            int to = from + random.nextInt(torn.length - from) + 1;
            byte[] hole = new byte[to - from];
            if (random.nextBoolean()) {
                random.nextBytes(hole);
            }
            System.arraycopy(hole, 0, torn, from, hole.length);
        }
        return torn;
    }

    private static byte[] join(byte[] left, byte[] right) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(left);
        both.writeBytes(right);
        return both.toByteArray();
    }
}
