package io.ordeal.histories.format;

import com.sun.management.ThreadMXBean;
import io.ordeal.histories.op.History;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures how fast histories are read: operations of a compare-and-set register a second, and the bytes allocated for
 * each. A program to be run by hand, with the number of operations; nothing is asserted.
 */
final class ReadingSpeed {

    private static final int OPERATIONS = 1_000_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int PROCESSES = 10;
    private static final int NANOS_BETWEEN = 40_000;

    private ReadingSpeed() {}

    /** What the operations are about. */
    private enum Values {
        FIVE,
        UNIQUE,
        INDEPENDENT
    }

    public static void main(String[] arguments) throws IOException {
        int operations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : OPERATIONS;
        System.out.printf(
                "%-12s %-5s %7s %11s %11s %9s   %11s %11s %9s %9s%n",
                "values", "form", "MB", "ops/s", "ops/s CPU", "B/op", "paired/s", "paired/s CPU", "B/op", "kept B/op");
        for (Values values : Values.values()) {
            for (String suffix : new String[] {".edn", ".jsonl"}) {
                Path file = Files.createTempFile("speed", suffix);
                try {
                    write(file, operations, values);
                    System.out.printf(
                            "%-12s %-5s %7.1f %s   %s %9d%n",
                            values.name().toLowerCase(Locale.ROOT),
                            suffix.substring(1),
                            Files.size(file) / 1e6,
                            best(operations, () -> drain(file)),
                            best(
                                    operations,
                                    () -> HistoryReader.read(file, Truncation.REFUSED)
                                            .events()
                                            .size()),
                            kept(file) / operations);
                } finally {
                    Files.delete(file);
                }
            }
        }
    }

    /** One round. */
    private interface Round {
        /** How many events were read. */
        long run() throws IOException;
    }

    private static String best(int operations, Round round) throws IOException {
        double fastest = 0;
        double fastestAlone = 0;
        long fewest = Long.MAX_VALUE;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS; i++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long worked = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            long events = round.run();
            fastest = Math.max(fastest, operations * 1e9 / (System.nanoTime() - begin));
            fastestAlone = Math.max(fastestAlone, operations * 1e9 / (threads.getCurrentThreadCpuTime() - worked));
            fewest = Math.min(fewest, (threads.getCurrentThreadAllocatedBytes() - allocated) / operations);
            if (events != 2L * operations) {
                throw new IllegalStateException("read " + events + " events of " + operations + " operations");
            }
        }
        return "%,11.0f %,11.0f %9d".formatted(fastest, fastestAlone, fewest);
    }

    private static long drain(Path file) throws IOException {
        long events = 0;
        try (HistoryReader reader = HistoryReader.open(file, Truncation.REFUSED)) {
            while (reader.next().isPresent()) {
                events++;
            }
        }
        return events;
    }

    /** What a history holds on to, in bytes. */
    private static long kept(Path file) throws IOException {
        long before = used();
        History history = HistoryReader.read(file, Truncation.REFUSED);
        long after = used();
        return history.events().isEmpty() ? 0 : after - before;
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Operations of {@link #PROCESSES} processes, which overlap, in the order of fields that each form is found in. */
    private static void write(Path file, int operations, Values values) throws IOException {
        boolean edn = file.toString().endsWith(".edn");
        var random = new SplittableRandom(1);
        String[] fs = new String[PROCESSES];
        String[] arguments = new String[PROCESSES];
        long index = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < operations + PROCESSES; i++) {
                int process = i % PROCESSES;
                if (i >= PROCESSES) {
                    String type = random.nextInt(4) == 0 && fs[process].equals("cas") ? "fail" : "ok";
                    String result = fs[process].equals("read")
                            ? arguments[process].replaceAll("nil|null", String.valueOf(value(i, random, values)))
                            : arguments[process];
                    out.write(line(edn, type, fs[process], result, process, index++));
                }
                if (i < operations) {
                    fs[process] = new String[] {"read", "write", "cas"}[random.nextInt(3)];
                    arguments[process] = argument(edn, fs[process], i, random, values);
                    out.write(line(edn, "invoke", fs[process], arguments[process], process, index++));
                }
            }
        }
    }

    private static String argument(boolean edn, String f, int i, SplittableRandom random, Values values) {
        String between = edn ? " " : ",";
        String argument = switch (f) {
            case "read" -> edn ? "nil" : "null";
            case "write" -> String.valueOf(value(i, random, values));
            default -> "[" + value(i, random, values) + between + value(i + 1, random, values) + "]";
        };
        return values == Values.INDEPENDENT ? "[" + random.nextInt(100) + between + argument + "]" : argument;
    }

    private static int value(int i, SplittableRandom random, Values values) {
        return values == Values.UNIQUE ? i : random.nextInt(5);
    }

    private static String line(boolean edn, String type, String f, String value, int process, long index) {
        String form = edn
                ? "{:type :%s, :f :%s, :value %s, :process %d, :time %d, :index %d}%n"
                : "{\"type\":\"%s\",\"f\":\"%s\",\"value\":%s,\"process\":%d,\"time\":%d,\"index\":%d}%n";
        return form.formatted(type, f, value, process, 3_000_000_000L + index * NANOS_BETWEEN, index);
    }
}
