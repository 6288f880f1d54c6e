package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Resolution;
import io.ordeal.nemesis.schedule.FaultPackages;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Under all faults, whoever watches one event after the other sees what has happened: all of it, in order, once. */
class WatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern INDEX = Pattern.compile("\"node\":\\{[^}]*\"modifiedIndex\":(\\d+)");
    private static final List<Scope> SCOPES = List.of(
            new Scope(Key.ROOT, true),
            new Scope(Key.of("/a"), false),
            new Scope(Key.of("/d"), true),
            new Scope(Key.of("/d"), false),
            new Scope(Key.of("/_h"), true));
    private static final List<String> WRITES = List.of(
            "PUT /a value=1",
            "PUT /b value=2",
            "PUT /a value=3&prevExist=true",
            "PUT /d/x value=4&ttl=1",
            "PUT /d/y/z value=5",
            "POST /d value=6",
            "DELETE /a ",
            "DELETE /d?recursive=true ",
            "PUT /_h/x value=7",
            "PUT /b value=8&prevValue=2");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12L * Integer.getInteger("ordeal.scale", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chainedWatchesSeeWhatHappenedWat13(long seed) {
        var run = new Run(seed);
        run.torment();
        for (int number = 0; number < 40; number++) {
            run.new Observer(SCOPES.get(number % SCOPES.size())).watch();
        }
        for (int number = 0; number < 5; number++) {
            run.write();
        }
        run.pass(LIMIT);
        run.cure();
        run.pass(Duration.ofSeconds(40));

        EventHistory history = run.history();
        assertThat(history.last()).as("events, all of them remembered").isBetween(100L, 1_000L);
        for (Run.Observer observer : run.observers) {
            assertThat(observer.seen)
                    .as("seed %d: %s", seed, observer.scope)
                    .isEqualTo(expected(history, observer.scope));
        }
        assertThat(run.seenBy(0, 4)).as("nothing is skipped").hasSize((int) history.last());
        assertThat(run.acknowledged).as("seed %d", seed).hasSizeGreaterThan(50);
        run.acknowledged.forEach((index, body) -> assertThat(run.told).containsEntry(index, body));
        assertThat(run.cluster.findings()).isEmpty();
    }

    private static List<Long> expected(EventHistory history, Scope scope) {
        var expected = new ArrayList<Long>();
        for (Optional<Event> next = history.next(scope, 1); next.isPresent(); ) {
            expected.add(next.get().index());
            next = history.next(scope, next.get().index() + 1);
        }
        return expected;
    }

    private static final class Run {
        private final SimulatedCluster cluster;
        private final SplittableRandom random;
        private final Schedule schedule;
        private final List<Observer> observers = new ArrayList<>();
        /** What writers heard of events, by their indices; only of those whose text does not depend on the time. */
        private final TreeMap<Long, String> acknowledged = new TreeMap<>();
        /** What watchers heard of events. */
        private final TreeMap<Long, String> told = new TreeMap<>();

        private boolean writing = true;

        Run(long seed) {
            cluster = SimulatedCluster.start(5, seed);
            random = new SplittableRandom(seed);
            schedule = Schedule.draw(FaultPackages.ALL, LIMIT, seed);
        }

        void torment() {
            schedule.faults().forEach(timed -> later(timed.at().toMillis(), () -> inject(timed.fault())));
        }

        void cure() {
            writing = false;
            schedule.cures().forEach(this::inject);
        }

        private void inject(Fault fault) {
            cluster.observe(
                    view -> cluster.inject(Resolution.of(fault, view, random).injection(), _ -> {}));
        }

        void write() {
            if (!writing) {
                return;
            }
            String[] words = WRITES.get(random.nextInt(WRITES.size())).split(" ", -1);
            ask(new Call(words[0], "/v2/keys" + words[1], words[2]), 1_000, reply -> {
                if (reply.filter(answer -> answer.status() < 300).isPresent()) {
                    note(reply.get().body(), acknowledged);
                }
                later(random.nextInt(300), this::write);
            });
        }

        private static long note(String body, Map<Long, String> where) {
            Matcher index = INDEX.matcher(body);
            assertThat(index.find()).as(body).isTrue();
            if (!body.contains("expiration")) {
                where.put(Long.valueOf(index.group(1)), body);
            }
            return Long.parseLong(index.group(1));
        }

        /** Asks any node; after so many milliseconds the client hangs up. */
        private void ask(Call call, long patience, Consumer<Optional<Reply.Answered>> done) {
            NodeName node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
            Wire wire = cluster.connect(node);
            var answered = new ArrayList<Reply>();
            wire.send(call, reply -> {
                answered.add(reply);
                done.accept(reply instanceof Reply.Answered answer ? Optional.of(answer) : Optional.empty());
            });
            later(patience, () -> {
                if (answered.isEmpty()) {
                    wire.close();
                    done.accept(Optional.empty());
                }
            });
        }

        EventHistory history() {
            return cluster.server(cluster.nodes().getFirst())
                    .orElseThrow()
                    .state()
                    .history();
        }

        /** How many indices these observers have seen together, each once. */
        List<Long> seenBy(int... numbers) {
            return Arrays.stream(numbers)
                    .boxed()
                    .flatMap(number -> observers.get(number).seen.stream())
                    .toList();
        }

        private void later(long millis, Runnable action) {
            cluster.timeline().schedule(Duration.ofMillis(millis), action);
        }

        void pass(Duration time) {
            long end = cluster.timeline().nanos() + time.toNanos();
            cluster.timeline().schedule(time, () -> {});
            cluster.timeline().runUntil(() -> cluster.timeline().nanos() >= end);
        }

        /** Asks for one event after the other, each time at another node. */
        private final class Observer {
            private final Scope scope;
            private final List<Long> seen = new ArrayList<>();

            Observer(Scope scope) {
                this.scope = scope;
                observers.add(this);
            }

            void watch() {
                long next = seen.isEmpty() ? 1 : seen.getLast() + 1;
                String target = "/v2/keys" + scope.key() + "?wait=true&recursive=" + scope.recursive() + "&waitIndex=";
                ask(new Call("GET", target + next, ""), 100 + random.nextInt(3_000), reply -> {
                    reply.ifPresent(this::take);
                    later(reply.isPresent() ? 0 : random.nextInt(100), this::watch);
                });
            }

            private void take(Reply.Answered answer) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                seen.add(note(answer.body(), told));
            }
        }
    }
}
