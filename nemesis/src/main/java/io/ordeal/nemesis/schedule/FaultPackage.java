package io.ordeal.nemesis.schedule;

import static java.util.stream.Collectors.joining;

import io.ordeal.nemesis.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Harms of one kind, and the rhythm in which they and their cures are injected.
 *
 * @param name as flags and plans have it
 */
public record FaultPackage(String name, List<Harm> harms, Rhythm rhythm) {

    /**
     * One of the harms of a package; drawn twice as often as another with half its weight.
     *
     * @param beat in which it comes again while it lasts; empty if it comes once
     */
    public record Harm(Fault fault, int weight, Optional<Beat> beat) {

        public Harm {
            if (weight < 1 || fault.isCure()) {
                throw new IllegalArgumentException(fault.text() + " is no harm, or one without weight");
            }
        }

        Harm(Fault fault, int weight) {
            this(fault, weight, Optional.empty());
        }

        Harm(Fault fault, int weight, Beat beat) {
            this(fault, weight, Optional.of(beat));
        }
    }

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
            case "all" -> FaultPackages.ALL;
            case "none" -> List.of();
            default ->
                Stream.of(names.split(",", -1))
                        .map(FaultPackage::named)
                        .distinct()
                        .toList();
        };
    }

    private static FaultPackage named(String name) {
        return FaultPackages.ALL.stream()
                .filter(each -> each.name.equals(name.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown faults '%s': must be some of %s, or all or none"
                                .formatted(
                                        name.strip(),
                                        FaultPackages.ALL.stream()
                                                .map(FaultPackage::name)
                                                .collect(joining(",")))));
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
            Harm harm = harm(random);
            Duration cured = at.plus(pace.nextHarmed(random));
            if (cured.compareTo(end) > 0) {
                return drawn;
            }
            drawn.addAll(spell(harm, at, cured, speed));
            at = cured.plus(pace.nextCalm(random));
        }
    }

    /** A harm from its beginning to its last cure. */
    private static List<Timed> spell(Harm harm, Duration from, Duration until, double speed) {
        var spell = new ArrayList<Timed>();
        spell.add(new Timed(from, harm.fault()));
        harm.beat().ifPresent(beat -> {
            Duration every = Rhythm.scaled(beat.every(), speed);
            for (Duration at = from.plus(every); at.plus(every).compareTo(until) <= 0; at = at.plus(every)) {
                if (beat.withCure()) {
                    Duration half = at.minus(every.dividedBy(2));
                    harm.fault().cure().ifPresent(cure -> spell.add(new Timed(half, cure)));
                }
                spell.add(new Timed(at, harm.fault()));
            }
        });
        harm.fault().cure().ifPresent(cure -> spell.add(new Timed(until, cure)));
        return spell;
    }

    private Harm harm(RandomGenerator random) {
        int ticket = random.nextInt(harms.stream().mapToInt(Harm::weight).sum());
        for (Harm harm : harms) {
            ticket -= harm.weight();
            if (ticket < 0) {
                return harm;
            }
        }
        throw new AssertionError("the weights of " + name + " do not add up");
    }
}
