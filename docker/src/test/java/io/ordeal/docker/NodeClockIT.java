package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordeal.docker.Metronome.Wait;
import io.ordeal.docker.NodeClock.Offset;
import io.ordeal.nemesis.fault.Skew;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the clocks of a Java program in a container, told by itself. */
@NeedsEngine
class NodeClockIT {

    private static final Duration HOUR = Duration.ofHours(1);

    /** By how many milliseconds what is read through HTTP may be late. */
    private static final long TRANSIT = 250;

    @TempDir
    private static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Engine engine;
    private static Run run;
    private static String image;
    private static Node node;

    @BeforeAll
    static void startNode() throws IOException {
        engine = Engine.connect();
        run = Run.begin();
        jar();
        image = new ServerImage(folder.toString()).provide(engine, System.out::println);
        node = startNode(run, image);
        assertThat(node.clock().problem()).isEmpty();
    }

    private static Node startNode(Run run, String image) {
        var system = new SystemUnderTest(
                "metronome",
                (_, _) -> image,
                2379,
                2380,
                (_, _) -> List.of("-XX:+UseSerialGC", Metronome.class.getName()),
                Optional.empty());
        var startup = new Startup(engine, run, system, image);
        var nodes = startup.make(1);
        startup.await(nodes, System.out::println);
        return nodes.firstEntry().getValue();
    }

    @AfterAll
    static void removeNode() {
        Sweep.remove(engine, run.id());
        run.close();
        engine.client().removeImageCmd(image).withForce(true).exec();
        engine.close();
    }

    @AfterEach
    void reset() {
        assertThat(node.clock().reset()).isEmpty();
    }

    @Test
    void theWallClockJumpsBothWaysAndTheHostDoesNotNotice() throws Exception {
        long host = hostOffset();
        assertMeasured(0, 100);
        set(new Skew.Jump(HOUR));
        assertMeasured(3_600_000, 100);
        assertThat(look().wallOffset()).isCloseTo(3_600_000L, within(TRANSIT));
        set(new Skew.Jump(HOUR.multipliedBy(-3)));
        assertMeasured(-7_200_000, 100);
        assertThat(look().wallOffset()).isCloseTo(-7_200_000L, within(TRANSIT));
        set(new Skew.Jump(Duration.ofMillis(10)));
        assertMeasured(-7_199_990, 100);
        assertThat(hostOffset()).isCloseTo(host, within(20L));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 200, 1_000})
    void bothClocksDrift(int percent) throws Exception {
        set(new Skew.Drift(percent));
        Look before = look();
        Pacing.pause(Duration.ofSeconds(1));
        Look after = look();
        long passed = after.hostNanos() - before.hostNanos();
        long tolerance = TRANSIT * 1_000_000L * percent / 100;
        assertThat(after.nanos() - before.nanos()).isCloseTo(passed / 100 * percent, within(tolerance));
        assertThat(after.wallNanos() - before.wallNanos()).isCloseTo(passed / 100 * percent, within(tolerance));
        assertThat(node.clock().measure().orElseThrow().pacePercent()).isEqualTo(percent);
    }

    @Test
    void strobeIsOffAndRightInTurns() throws Exception {
        set(new Skew.Strobe(HOUR, Duration.ofMillis(200)));
        assertMeasured(3_600_000, 100);
        int right = 0;
        int off = 0;
        for (int i = 0; i < 100; i++) {
            long offset = look().wallOffset();
            right += Math.abs(offset) < TRANSIT ? 1 : 0;
            off += Math.abs(offset - 3_600_000) < TRANSIT ? 1 : 0;
            Pacing.pause(Duration.ofMillis(10));
        }
        assertThat(right).isGreaterThan(25);
        assertThat(off).isGreaterThan(25);
        assertThat(right + off).isGreaterThan(90);
    }

    @Test
    void afterAResetTheWallClockIsRightAndTheMonotonicClockGoesOnAtTheTruePace() throws Exception {
        Look before = look();
        set(new Skew.Drift(500));
        set(new Skew.Jump(HOUR));
        set(new Skew.Strobe(HOUR, Duration.ofMillis(100)));
        Pacing.pause(Duration.ofSeconds(1));
        assertThat(node.clock().reset()).isEmpty();
        assertMeasured(0, 100);
        Look after = look();
        assertThat(after.wallOffset()).isCloseTo(0L, within(TRANSIT));
        long ahead = (after.nanos() - before.nanos()) - (after.hostNanos() - before.hostNanos());
        assertThat(ahead).isGreaterThan(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void timeNeverRunsBackwardsWhileItsPaceChanges() throws Exception {
        get("/hammer/start");
        var random = new SplittableRandom(1);
        for (int i = 0; i < 150; i++) {
            set(i % 2 == 0 ? new Skew.Drift(random.nextInt(101, 1_001)) : new Skew.Drift(random.nextInt(10, 100)));
            if (random.nextInt(5) == 0) {
                set(new Skew.Jump(Duration.ofMillis(1)));
            }
        }
        assertThat(get("/hammer/stop")).isEqualTo("0 0");
    }

    @Test
    void theMonotonicClockDoesNotRunBackwardsWhateverIsDone() throws Exception {
        get("/hammer/start");
        var random = new SplittableRandom(2);
        for (int i = 0; i < 150; i++) {
            switch (random.nextInt(4)) {
                case 0 -> set(new Skew.Jump(Duration.ofSeconds(-50)));
                case 1 -> set(new Skew.Drift(random.nextInt(101, 1_001)));
                case 2 -> set(new Skew.Strobe(Duration.ofSeconds(-5), Duration.ofMillis(3)));
                default -> node.clock().reset();
            }
        }
        assertThat(get("/hammer/stop")).startsWith("0 ").doesNotEndWith(" 0");
    }

    @ParameterizedTest
    @EnumSource
    void waitsLastAsLongAsTheClocksSay(Wait wait) throws Exception {
        for (int percent : List.of(50, 200, 1_000)) {
            set(new Skew.Drift(percent));
            assertLasts(millis(get(wait, 500)), 50_000 / percent);
        }
        node.clock().reset();
        assertLasts(millis(get(wait, 500)), 500);
    }

    @ParameterizedTest
    @EnumSource
    void waitsThatAreUnderWayFollowTheClocksAsWell(Wait wait) throws Exception {
        var longOne = get(wait, 5_000);
        var shortOne = get(wait, 800);
        Pacing.pause(Duration.ofMillis(400));
        set(new Skew.Drift(20));
        assertThat(millis(shortOne)).isGreaterThan(1_800);
        set(new Skew.Drift(1_000));
        assertThat(millis(longOne)).isBetween(2_000L, 3_600L);
    }

    @Test
    void threadsThatWaitForEachOtherMissNothingWhileThePaceChanges() throws Exception {
        var relayed = CLIENT.sendAsync(request("/relay?20000"), BodyHandlers.ofString());
        var random = new SplittableRandom(3);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!relayed.isDone()) {
            assertThat(System.nanoTime())
                    .as("time when the relay still goes on")
                    .isLessThan(end);
            set(new Skew.Drift(random.nextInt(101, 1_001)));
        }
        assertThat(relayed.get().body()).isEqualTo("20000");
    }

    @Test
    void skewOutlivesTheProcess() throws Exception {
        set(new Skew.Drift(200));
        set(new Skew.Jump(HOUR));
        node.end("KILL");
        assertThat(node.clock().measure()).isEmpty();
        set(new Skew.Jump(HOUR));
        node.start();
        awaitAnswers();
        Offset offset = node.clock().measure().orElseThrow();
        assertThat(offset.pacePercent()).isEqualTo(200);
        assertThat(offset.wallMillis()).isBetween(7_200_000L, 7_260_000L);
        assertThat(look().wallOffset()).isBetween(7_200_000L, 7_260_000L);
    }

    @Test
    void aProcessThatIsStoppedTellsNothing() throws Exception {
        node.pause();
        assertThat(node.clock().measure()).isEmpty();
        set(new Skew.Jump(HOUR));
        node.resume();
        awaitAnswers();
        assertMeasured(3_600_000, 100);
    }

    @Test
    void callsAreQuick() {
        node.clock().measure();
        long began = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            set(new Skew.Jump(Duration.ofMillis(1)));
        }
        long set = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThat(node.clock().measure()).isPresent();
        }
        long measured = System.nanoTime();
        System.out.printf("set in %.1f ms, measured in %.1f ms%n", (set - began) / 1e7, (measured - set) / 1e7);
        assertThat(set - began).isLessThan(10 * 100_000_000L);
        assertThat(measured - set).isLessThan(10 * 100_000_000L);
    }

    @Test
    void otherProgramsInTheContainerGoByTheTrueTime() {
        set(new Skew.Jump(HOUR));
        try (Shell shell = Shell.open(engine, node.container())) {
            assertThat(Long.parseLong(shell.run("date +%s").text()))
                    .isCloseTo(Instant.now().getEpochSecond(), within(3L));
        }
    }

    @Test
    void whatCannotCarryItIsRefusedByName() {
        SystemUnderTest etcd = SystemUnderTest.etcd();
        try (Run own = Run.begin()) {
            try {
                String etcds = etcd.image().provide(engine, System.out::println);
                NodeClock clock = new Startup(engine, own, etcd, etcds)
                        .make(1)
                        .firstEntry()
                        .getValue()
                        .clock();
                assertThat(clock.problem().orElseThrow()).startsWith("the clocks of etcd cannot be skewed: ");
                assertThat(clock.set(new Skew.Drift(50))).isEqualTo(clock.problem());
                assertThat(clock.reset()).isEqualTo(clock.problem());
                assertThat(clock.measure()).isEmpty();
            } finally {
                Sweep.remove(engine, own.id());
            }
        }
    }

    @Test
    void withoutACompilerImagesAreBuiltAndNodesStartAndSkewIsRefused() {
        String dockerfile = ImageBuild.dockerfile("Dockerfile").replace("apt-get", "false");
        String poor = new ImageBuild(
                        "ordeal/poor", dockerfile, new ServerImage(folder.toString()).files(), NodeClock.PROGRAMS)
                .provide(engine, System.out::println);
        try (Run own = Run.begin()) {
            try {
                assertThat(startNode(own, poor).clock().set(new Skew.Drift(50)))
                        .contains("the clocks of metronome cannot be skewed:"
                                + " no compiler could be had when its image was built");
            } finally {
                Sweep.remove(engine, own.id());
                engine.client().removeImageCmd(poor).withForce(true).exec();
            }
        }
    }

    private static void assertLasts(long lasted, long expected) {
        assertThat(lasted).isBetween(expected - 2 - expected / 100, expected + TRANSIT);
    }

    private static void assertMeasured(long wallMillis, int percent) {
        Offset offset = node.clock().measure().orElseThrow();
        assertThat(offset.wallMillis()).isCloseTo(wallMillis, within(2L));
        assertThat(offset.pacePercent()).isEqualTo(percent);
    }

    private static void set(Skew skew) {
        assertThat(node.clock().set(skew)).isEmpty();
    }

    private record Look(long hostNanos, long hostWallNanos, long nanos, long wallNanos) {
        /** By how many milliseconds the program's wall clock is ahead. */
        long wallOffset() {
            return (wallNanos - hostWallNanos) / 1_000_000;
        }
    }

    private static Look look() throws Exception {
        String[] told = get("/now").split(" ", -1);
        return new Look(System.nanoTime(), wallNanos(), Long.parseLong(told[0]), Long.parseLong(told[1]));
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    /** Milliseconds that the host's wall clock is ahead of its monotonic clock. */
    private static long hostOffset() {
        return (wallNanos() - System.nanoTime()) / 1_000_000;
    }

    /** How many milliseconds a wait lasts, in true time. */
    private static CompletableFuture<Long> get(Wait wait, long millis) {
        long began = System.nanoTime();
        return CLIENT.sendAsync(request("/wait/%s?%d".formatted(wait, millis)), BodyHandlers.ofString())
                .thenApply(answer -> {
                    assertThat(answer.body()).isEqualTo("over");
                    return (System.nanoTime() - began) / 1_000_000;
                });
    }

    private static long millis(CompletableFuture<Long> lasted) throws Exception {
        return lasted.get();
    }

    private static String get(String path) throws Exception {
        return CLIENT.send(request(path), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://%s:%d%s"
                        .formatted(node.client().getHostString(), node.client().getPort(), path)))
                .build();
    }

    private static void awaitAnswers() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (node.standing().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Pacing.pause(Duration.ofMillis(50));
        }
    }

    private static void jar() throws IOException {
        Files.writeString(folder.resolve("other-1.jar"), "clock");
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("ordeal-server-0.jar")))) {
            for (String name : List.of("Metronome", "Metronome$Wait", "Metronome$Hammer", "Metronome$1")) {
                String path = Metronome.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                try (InputStream code = Metronome.class.getClassLoader().getResourceAsStream(path)) {
                    if (code != null) {
                        jar.putNextEntry(new JarEntry(path));
                        code.transferTo(jar);
                    }
                }
            }
        }
    }
}
