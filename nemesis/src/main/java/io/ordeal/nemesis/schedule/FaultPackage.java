package io.ordeal.nemesis.schedule;

import static java.util.stream.Collectors.joining;

import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Fault.Kill;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Fault.Pause;
import io.ordeal.nemesis.fault.Fault.Shape;
import io.ordeal.nemesis.fault.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Harms of one kind, and the rhythm in which they and their cures are injected.
 *
 * @param name as flags and plans have it
 */
public record FaultPackage(String name, List<Harm> harms, Rhythm rhythm) {

    /** One of the harms of a package; drawn twice as often as another with half its weight. */
    public record Harm(Fault fault, int weight) {
        public Harm {
            if (weight < 1 || fault.cure().isEmpty()) {
                throw new IllegalArgumentException(fault.text() + " is no harm, or one without weight");
            }
        }
    }

    public static final FaultPackage PARTITION = new FaultPackage(
            "partition",
            List.of(
                    new Harm(new Partition(Shape.HALVES), 2),
                    new Harm(new Partition(Shape.ISOLATE_ONE), 1),
                    new Harm(new Partition(Shape.ISOLATE_LEADER), 3),
                    new Harm(new Partition(Shape.MAJORITIES_RING), 2),
                    new Harm(new Partition(Shape.BRIDGE), 1),
                    new Harm(new Partition(Shape.LEADER_DEAF), 1),
                    new Harm(new Partition(Shape.LEADER_MUTE), 1)),
            new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(1)));

    public static final FaultPackage KILL = new FaultPackage(
            "kill",
            List.of(
                    new Harm(new Kill(new Target.Leader()), 3),
                    new Harm(new Kill(new Target.One()), 1),
                    new Harm(new Kill(new Target.Minority()), 2),
                    new Harm(new Kill(new Target.Majority()), 1),
                    new Harm(new Kill(new Target.All()), 1)),
            new Rhythm(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(1)));

    public static final FaultPackage PAUSE = new FaultPackage(
            "pause",
            List.of(
                    new Harm(new Pause(new Target.Leader()), 3),
                    new Harm(new Pause(new Target.One()), 1),
                    new Harm(new Pause(new Target.Minority()), 2),
                    new Harm(new Pause(new Target.Majority()), 1)),
            new Rhythm(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(1)));

    /** Every package there is. */
    public static final List<FaultPackage> ALL = List.of(PARTITION, KILL, PAUSE);

    private static final Duration QUIET = Duration.ofMillis(1500);
    private static final Duration SHORT = Duration.ofSeconds(24);
    private static final Duration TOO_SHORT = Duration.ofSeconds(1);

    public FaultPackage {
        harms = List.copyOf(harms);
        if (harms.isEmpty()) {
            throw new IllegalArgumentException(name + " does no harm");
        }
    }

    /**
     * The packages that a list such as {@code partition,kill} names; {@code all} and {@code none} stand alone.
     *
     * @throws IllegalArgumentException naming those that are known
     */
    public static List<FaultPackage> parse(String names) {
        return switch (names.strip()) {
            case "all" -> ALL;
            case "none" -> List.of();
            default ->
                Stream.of(names.split(",", -1))
                        .map(FaultPackage::named)
                        .distinct()
                        .toList();
        };
    }

    private static FaultPackage named(String name) {
        return ALL.stream()
                .filter(each -> each.name.equals(name.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown faults '%s': must be some of %s, or all or none"
                                .formatted(
                                        name.strip(),
                                        ALL.stream().map(FaultPackage::name).collect(joining(",")))));
    }

    /** Its part of a schedule. A short run is a long one played faster, so that something happens in it too. */
    List<Timed> draw(Duration run, RandomGenerator random) {
        if (run.compareTo(TOO_SHORT) < 0) {
            return List.of();
        }
        double speed = Math.min(1.0, (double) run.toMillis() / SHORT.toMillis());
        Rhythm pace = rhythm.times(speed);
        Duration quiet = Rhythm.scaled(QUIET, speed);
        Duration end = run.minus(quiet);
        var drawn = new ArrayList<Timed>();
        Duration at = quiet.plusMillis(random.nextLong(quiet.toMillis() + 1));
        while (true) {
            Fault harm = harm(random);
            Duration cured = at.plus(pace.nextHarmed(random));
            if (cured.compareTo(end) > 0) {
                return drawn;
            }
            drawn.add(new Timed(at, harm));
            drawn.add(new Timed(cured, harm.cure().orElseThrow()));
            at = cured.plus(pace.nextCalm(random));
        }
    }

    private Fault harm(RandomGenerator random) {
        int ticket = random.nextInt(harms.stream().mapToInt(Harm::weight).sum());
        for (Harm harm : harms) {
            ticket -= harm.weight();
            if (ticket < 0) {
                return harm.fault();
            }
        }
        throw new AssertionError("the weights of " + name + " do not add up");
    }
}
