package io.ordeal.harness.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One node of a {@link Trio}: a process of its own on loopback, with a folder that outlives it. */
final class Member {

    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final int clientPort;
    private final int peerPort;
    private final Path folder;
    private Optional<Process> process = Optional.empty();

    Member(String name, int clientPort, int peerPort, Path folder) {
        this.name = name;
        this.clientPort = clientPort;
        this.peerPort = peerPort;
        this.folder = folder;
    }

    int clientPort() {
        return clientPort;
    }

    /** How others name it: {@code name=URL}. */
    String introduction() {
        return name + "=" + peerUrl();
    }

    private String peerUrl() {
        return "http://127.0.0.1:" + peerPort;
    }

    /** Where clients find it. */
    String clientUrl() {
        return "http://127.0.0.1:" + clientPort;
    }

    /** @param cluster all members, as they introduce themselves */
    void start(Contestant contestant, String cluster) throws IOException {
        var command = new ArrayList<>(contestant.command());
        command.addAll(
                List.of("--name", name, "--data-dir", folder.resolve("data").toString()));
        command.addAll(List.of("--listen-client-urls", clientUrl(), "--advertise-client-urls", clientUrl()));
        command.addAll(List.of("--listen-peer-urls", peerUrl(), "--initial-advertise-peer-urls", peerUrl()));
        command.addAll(List.of("--initial-cluster", cluster, "--initial-cluster-state", "new"));
        Files.createDirectories(folder);
        Path log = log();
        process = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    private Path log() {
        return folder.resolve("log");
    }

    boolean runs() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** Kills it at once, and waits until it is gone. */
    void kill() {
        process.ifPresent(alive -> {
            alive.destroyForcibly();
            try {
                alive.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
    }

    /** How much memory of the host it occupies. */
    long residentBytes() throws IOException {
        long pid = process.orElseThrow(() -> new IllegalStateException(name + " does not run"))
                .pid();
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** What is left on its heap when the garbage is collected; none if it is no Java program. */
    Optional<Long> liveHeapBytes(Contestant contestant) throws IOException {
        if (contestant != Contestant.ORDEAL) {
            return Optional.empty();
        }
        String pid = Long.toString(process.orElseThrow().pid());
        var histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (var lines = histogram.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                    .findFirst();
        }
    }

    /** The last of what it has said, for the user who has to find out why it does not run. */
    String lastWords() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
