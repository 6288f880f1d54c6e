package io.ordeal.nemesis.schedule;

import io.ordeal.nemesis.fault.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is done to a cluster during a run, and when.
 *
 * @param faults in the order of their times; those at the same time stay in the order given
 */
public record Schedule(List<Timed> faults) {

    public static final Schedule NONE = new Schedule(List.of());

    public Schedule {
        faults = faults.stream().sorted(Comparator.comparing(Timed::at)).toList();
    }

    /**
     * Draws the schedule of a run: for each package harm, cure, harm, cure and so on in its own rhythm, all of them
     * interleaved, with some quiet at both ends. The same seed draws the same; what one package does is independent of
     * which others there are.
     */
    public static Schedule draw(List<FaultPackage> packages, Duration run, long seed) {
        return new Schedule(packages.stream()
                .flatMap(each -> each.draw(run, new SplittableRandom(mixed(seed, each.name()))).stream())
                .toList());
    }

    /** Cures for everything that it does, each once. */
    public List<Fault> cures() {
        return faults.stream()
                .map(timed -> timed.fault().cure())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static long mixed(long seed, String name) {
        return seed * 0x9E3779B97F4A7C15L + name.hashCode();
    }
}
