package io.ordeal.harness.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to keep a small record for good. */
final class DiskSpeed {

    private static final int RECORD_BYTES = 512;
    private static final int RECORDS = 500;

    private DiskSpeed() {}

    /** The median time of one append and {@code fdatasync}, in nanoseconds. */
    static long syncNanos(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "ordeal-sync-", "");
        var times = new long[RECORDS];
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
            for (int i = 0; i < RECORDS; i++) {
                long begin = System.nanoTime();
                channel.write(record.clear());
                channel.force(false);
                times[i] = System.nanoTime() - begin;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(times);
        return times[RECORDS / 2];
    }
}
