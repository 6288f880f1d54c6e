package io.ordeal.harness.sim;

import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.run.TestPlan.Reads;
import io.ordeal.harness.run.TestRun;
import io.ordeal.harness.workload.Registers;
import io.ordeal.histories.op.Event;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

class Scratch {
    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long to = Long.parseLong(args[1]);
        int seconds = Integer.parseInt(args[2]);
        long began = System.nanoTime();
        long ops = 0;
        for (long seed = from; seed <= to; seed++) {
            var limit = Duration.ofSeconds(seconds);
            var plan = new TestPlan(
                    "dev",
                    ClusterKind.SIM,
                    5,
                    "register",
                    Reads.QUORUM,
                    5,
                    List.of("partition", "kill", "pause"),
                    Schedule.draw(FaultPackage.ALL, limit, seed),
                    limit,
                    200,
                    10,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    seed);
            var cluster = SimulatedCluster.start(5, seed);
            var counts = new TreeMap<String, Integer>();
            var events = new ArrayList<Event>();
            TestRun.perform(
                    plan,
                    Registers.workload(5, true),
                    cluster,
                    event -> {
                        events.add(event);
                        if (event instanceof Event.Completion c) {
                            counts.merge(c.f() + " " + c.outcome(), 1, Integer::sum);
                        }
                    },
                    () -> !cluster.findings().isEmpty());
            ops += events.size() / 2;
            if (args.length > 3) {
                events.forEach(System.out::println);
            }
            if (!cluster.findings().isEmpty() || seed <= from + 5) {
                System.out.println(seed + " " + cluster.timeline().nanos() / 1e9 + " " + counts + " " + cluster.findings());
            }
        }
        double real = (System.nanoTime() - began) / 1e9;
        System.out.printf("%d seeds, %.1f s, %.0f sim s/s, %.0f ops/s%n", to - from + 1, real, (to - from + 1) * seconds / real, ops / real);
    }
}
