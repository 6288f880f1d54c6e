package io.ordeal.nemesis.schedule;

import io.ordeal.nemesis.fault.Fault.Ambush;
import io.ordeal.nemesis.fault.Fault.Kill;
import io.ordeal.nemesis.fault.Fault.Occasion;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Fault.Pause;
import io.ordeal.nemesis.fault.Fault.SkewClocks;
import io.ordeal.nemesis.fault.Fault.Terminate;
import io.ordeal.nemesis.fault.Shape;
import io.ordeal.nemesis.fault.Skew.Drift;
import io.ordeal.nemesis.fault.Skew.Jump;
import io.ordeal.nemesis.fault.Skew.Strobe;
import io.ordeal.nemesis.fault.Target;
import io.ordeal.nemesis.schedule.FaultPackage.Harm;
import java.time.Duration;
import java.util.List;

/** The packages that there are. */
public final class FaultPackages {

    private static final Target LEADER = new Target.Leader();
    private static final Target ONE = new Target.One();
    private static final Target MINORITY = new Target.Minority();
    private static final Target MAJORITY = new Target.Majority();
    private static final Target ALL_NODES = new Target.All();

    public static final FaultPackage PARTITION = new FaultPackage(
            "partition",
            List.of(
                    new Harm(new Partition(Shape.HALVES), 4),
                    new Harm(new Partition(Shape.MINORITY), 2),
                    new Harm(new Partition(Shape.ISOLATE_ONE), 2),
                    new Harm(new Partition(Shape.ISOLATE_LEADER), 5),
                    new Harm(new Partition(Shape.LEADER_IN_MINORITY), 3),
                    new Harm(new Partition(Shape.MAJORITIES_RING), 4),
                    new Harm(new Partition(Shape.BRIDGE), 2),
                    new Harm(new Partition(Shape.LEADER_DEAF), 2),
                    new Harm(new Partition(Shape.LEADER_MUTE), 2),
                    new Harm(new Partition(Shape.SOME_LINKS), 2),
                    new Harm(new Partition(Shape.HALVES), 1, Beat.turns(millis(900))),
                    new Harm(new Partition(Shape.ISOLATE_LEADER), 2, Beat.chase(millis(1800)))),
            new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(1)));

    public static final FaultPackage KILL = new FaultPackage(
            "kill",
            List.of(
                    new Harm(new Kill(LEADER), 6),
                    new Harm(new Kill(ONE), 2),
                    new Harm(new Kill(MINORITY), 4),
                    new Harm(new Kill(MAJORITY), 2),
                    new Harm(new Kill(ALL_NODES), 2),
                    new Harm(new Ambush(Occasion.ELECTION), 1),
                    new Harm(new Ambush(Occasion.VICTORY), 1),
                    new Harm(new Ambush(Occasion.SNAPSHOT), 1),
                    new Harm(new Terminate(LEADER), 1),
                    new Harm(new Terminate(MINORITY), 1),
                    new Harm(new Kill(MINORITY), 2, Beat.turns(millis(1200)))),
            new Rhythm(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(1)));

    public static final FaultPackage PAUSE = new FaultPackage(
            "pause",
            List.of(
                    new Harm(new Pause(LEADER), 3),
                    new Harm(new Pause(ONE), 1),
                    new Harm(new Pause(MINORITY), 2),
                    new Harm(new Pause(MAJORITY), 1)),
            new Rhythm(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(1)));

    public static final FaultPackage CLOCK = new FaultPackage(
            "clock",
            List.of(
                    new Harm(new SkewClocks(LEADER, new Jump(Duration.ofSeconds(5))), 2),
                    new Harm(new SkewClocks(LEADER, new Jump(Duration.ofSeconds(-5))), 2),
                    new Harm(new SkewClocks(MINORITY, new Jump(millis(200))), 1),
                    new Harm(new SkewClocks(ONE, new Jump(Duration.ofMinutes(-2))), 1),
                    new Harm(new SkewClocks(LEADER, new Drift(50)), 3),
                    new Harm(new SkewClocks(MINORITY, new Drift(200)), 3),
                    new Harm(new SkewClocks(ONE, new Drift(110)), 1),
                    new Harm(new SkewClocks(MINORITY, new Strobe(millis(400), millis(20))), 2)),
            new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(1)));

    /** Every one. */
    public static final List<FaultPackage> ALL = List.of(PARTITION, KILL, PAUSE, CLOCK);

    private FaultPackages() {}

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
