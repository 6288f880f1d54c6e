package io.ordeal.harness.run;

import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.run.TestPlan.Reads;
import io.ordeal.nemesis.cluster.Shortcut;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.schedule.Timed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Plans for tests: five nodes, twenty seconds. */
public final class Plans {

    private Plans() {}

    public static TestPlan plan(long seed, String... faults) {
        List<String> names = Stream.of(faults).toList();
        Duration limit = Duration.ofSeconds(20);
        List<FaultPackage> packages = names.isEmpty() ? List.of() : FaultPackage.parse(String.join(",", names));
        return new TestPlan(
                "test",
                ClusterKind.SIM,
                5,
                "register",
                Reads.QUORUM,
                List.of(),
                5,
                names,
                Schedule.draw(packages, limit, seed),
                limit,
                100,
                10,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                true,
                seed);
    }

    /** The same, but whatever happens does not end it. */
    public static TestPlan toTheEnd(TestPlan plan) {
        return copy(plan, plan.schedule(), plan.shortcuts(), false);
    }

    /** The same with another schedule. */
    static TestPlan with(TestPlan plan, Timed... faults) {
        return copy(plan, new Schedule(List.of(faults)), plan.shortcuts(), plan.failFast());
    }

    /** The same with servers that do something faster than is safe. */
    public static TestPlan with(TestPlan plan, Shortcut... shortcuts) {
        return copy(plan, plan.schedule(), List.of(shortcuts), plan.failFast());
    }

    private static TestPlan copy(TestPlan plan, Schedule schedule, List<Shortcut> shortcuts, boolean failFast) {
        return new TestPlan(
                plan.version(),
                plan.cluster(),
                plan.nodes(),
                plan.workload(),
                plan.reads(),
                shortcuts,
                plan.keys(),
                plan.faults(),
                schedule,
                plan.timeLimit(),
                plan.rate(),
                plan.concurrency(),
                plan.opTimeout(),
                plan.recoveryLimit(),
                failFast,
                plan.seed());
    }
}
