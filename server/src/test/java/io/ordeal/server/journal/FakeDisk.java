package io.ordeal.server.journal;

import io.ordeal.server.ports.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A folder in memory. A batch becomes durable only when the test says so; until then a crash does with it what it likes. */
final class FakeDisk implements Disk {

    private record Batch(List<Write> writes, Completion completion) {}

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private Optional<Batch> underWay = Optional.empty();
    private int commits;

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
        if (underWay.isPresent()) {
            throw new IllegalStateException("two batches at a time");
        }
        underWay = Optional.of(new Batch(List.copyOf(writes), completion));
        commits++;
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    /** How many batches were ever begun. */
    int commits() {
        return commits;
    }

    boolean busy() {
        return underWay.isPresent();
    }

    /** The batch under way becomes durable. */
    void complete() {
        Batch batch = take();
        batch.writes().forEach(write -> apply(files, write));
        batch.completion().durable();
    }

    void completeAll() {
        while (busy()) {
            complete();
        }
    }

    void fail() {
        take().completion().failed(new IOException("broken"));
    }

    /** The files as they could be found after a crash at this moment. */
    FakeDisk crash(RandomGenerator random) {
        var survivor = new FakeDisk(files);
        for (Write write : underWay.map(Batch::writes).orElse(List.of())) {
            tear(survivor.files, write, random);
        }
        return survivor;
    }

    /** The files after a crash at this moment, of which everything under way survived. */
    FakeDisk crashKeepingAll() {
        var survivor = new FakeDisk(files);
        underWay.map(Batch::writes).orElse(List.of()).forEach(write -> apply(survivor.files, write));
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
        Batch batch = underWay.orElseThrow();
        underWay = Optional.empty();
        return batch;
    }

    private static void apply(SortedMap<String, byte[]> files, Write write) {
        switch (write) {
            case Write.Append(String file, byte[] bytes) -> files.merge(file, bytes, FakeDisk::join);
            case Write.Truncate(String file, long length) ->
                files.computeIfPresent(file, (_, bytes) -> Arrays.copyOf(bytes, (int) length));
            case Write.Delete(String file) -> files.remove(file);
        }
    }

    /** Nothing of it, all of it, a piece of it, or all of it with holes. */
    private static void tear(SortedMap<String, byte[]> files, Write write, RandomGenerator random) {
        switch (write) {
            case Write.Append(String file, byte[] bytes) -> {
                byte[] torn = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                switch (random.nextInt(6)) {
                    case 0 -> {}
                    case 1 -> apply(files, write);
                    case 2 -> apply(files, new Write.Append(file, torn));
                    case 3 -> apply(files, new Write.Append(file, withHole(bytes, random)));
                    case 4 -> apply(files, new Write.Append(file, withHole(torn, random)));
                    default -> apply(files, new Write.Append(file, withHole(withHole(bytes, random), random)));
                }
            }
            case Write.Truncate(String file, long length) -> {
                int now = files.getOrDefault(file, new byte[0]).length;
                apply(files, new Write.Truncate(file, length + random.nextInt((int) (now - length) + 1)));
            }
            case Write.Delete _ -> {
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
