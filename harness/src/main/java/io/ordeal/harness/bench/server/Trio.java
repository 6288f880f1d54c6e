package io.ordeal.harness.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three members of a contestant, which run until it is closed; then nothing is left of them. */
final class Trio implements AutoCloseable {

    static final int SIZE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Contestant contestant;
    private final Path folder;
    private final List<Member> members;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Trio(Contestant contestant, Path folder, List<Member> members) {
        this.contestant = contestant;
        this.folder = folder;
        this.members = members;
    }

    /** @param under a folder on the disk that is to be measured */
    static Trio start(Contestant contestant, Path under) throws IOException {
        Path folder = Files.createTempDirectory(under, "ordeal-bench-");
        var trio = new Trio(contestant, folder, members(folder));
        try {
            for (int i = 0; i < SIZE; i++) {
                trio.start(i);
            }
            trio.awaitLeader();
            return trio;
        } catch (IOException | RuntimeException e) {
            trio.close();
            throw e;
        }
    }

    private static List<Member> members(Path folder) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < 2 * SIZE; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var members = new ArrayList<Member>();
            for (int i = 0; i < SIZE; i++) {
                String name = "n" + (i + 1);
                members.add(new Member(
                        name,
                        sockets.get(2 * i).getLocalPort(),
                        sockets.get(2 * i + 1).getLocalPort(),
                        folder.resolve(name)));
            }
            return members;
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    Contestant contestant() {
        return contestant;
    }

    Member member(int number) {
        return members.get(number);
    }

    void start(int number) throws IOException {
        String cluster = members.stream().map(Member::introduction).collect(Collectors.joining(","));
        members.get(number).start(contestant, cluster);
    }

    void kill(int number) {
        members.get(number).kill();
    }

    /** Number of the member that leads. */
    int awaitLeader() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            OptionalInt leader = leader();
            if (leader.isPresent()) {
                return leader.getAsInt();
            }
            pause();
        }
        throw new IOException("three nodes of " + contestant.label() + " have no leader after "
                + PATIENCE.toSeconds() + " s; the last word of the first: "
                + members.getFirst().lastWords());
    }

    /** Number of a member that follows. */
    int awaitFollower() throws IOException {
        return (awaitLeader() + 1) % SIZE;
    }

    /** Waits until a member answers that it takes part. */
    void awaitHealth(int number) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            if (ask(number, "/health").filter(body -> body.contains("true")).isPresent()) {
                return;
            }
            pause();
        }
        throw new IOException("a node of " + contestant.label() + " is not healthy after " + PATIENCE.toSeconds()
                + " s; its last word: " + members.get(number).lastWords());
    }

    /** Waits until a member answers a read of {@code path}. */
    void awaitAnswer(int number, String path) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (ask(number, path).isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("a node of " + contestant.label() + " does not know " + path + " after "
                        + PATIENCE.toSeconds() + " s; its last word: "
                        + members.get(number).lastWords());
            }
            pause();
        }
    }

    private OptionalInt leader() throws IOException {
        for (int i = 0; i < SIZE; i++) {
            if (members.get(i).runs()
                    && ask(i, "/v2/stats/self")
                            .filter(body -> body.contains("\"StateLeader\""))
                            .isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The body of an answer with status 200, if there is one. */
    Optional<String> ask(int number, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(members.get(number).clientUrl() + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        members.forEach(Member::kill);
        http.close();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
