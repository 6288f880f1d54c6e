package io.ordeal.harness.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ordeal.nemesis.cluster.Shortcut;
import io.ordeal.nemesis.fault.Durations;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.schedule.Timed;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that decides a run. As data it can be stored, compared and run again.
 *
 * @param version of the harness that drew the plan
 * @param cluster where it runs
 * @param nodes how many
 * @param workload what is asked of the cluster
 * @param reads how reads are asked for
 * @param shortcuts what the servers are told to do faster than is safe
 * @param keys how many keys the workload works on
 * @param faults the packages that the schedule was drawn from; each must have an effect for the run to count
 * @param schedule what is broken, and when
 * @param timeLimit how long operations begin for, not counting recovery
 * @param rate operations a second, all clients together
 * @param concurrency clients at once
 * @param opTimeout after which nobody waits for an answer any more
 * @param recoveryLimit how long the cluster may take to serve everybody again after everything is cured
 * @param failFast whether the run ends early once it is certain that what happened cannot be explained
 * @param seed of every random choice
 */
public record TestPlan(
        String version,
        ClusterKind cluster,
        int nodes,
        String workload,
        Reads reads,
        List<Shortcut> shortcuts,
        int keys,
        List<String> faults,
        Schedule schedule,
        Duration timeLimit,
        double rate,
        int concurrency,
        Duration opTimeout,
        Duration recoveryLimit,
        boolean failFast,
        long seed) {

    /** Where a cluster can run. */
    public enum ClusterKind {
        @JsonProperty("sim")
        SIM,
        @JsonProperty("docker")
        DOCKER
    }

    /** How reads are asked for. */
    public enum Reads {
        /** Linearizable. */
        @JsonProperty("quorum")
        QUORUM,
        /** Whatever the node has. */
        @JsonProperty("local")
        LOCAL
    }

    public TestPlan {
        faults = List.copyOf(faults);
        shortcuts = List.copyOf(shortcuts);
        require(nodes >= 1 && nodes <= 99, "nodes must be 1 to 99, not " + nodes);
        require(keys >= 1, "keys must be at least 1, not " + keys);
        require(concurrency >= 1, "concurrency must be at least 1, not " + concurrency);
        require(rate > 0, "rate must be above 0, not " + rate);
        require(timeLimit.isPositive(), "time limit must be above 0");
        require(opTimeout.isPositive(), "the time limit of an operation must be above 0");
        require(!recoveryLimit.isNegative(), "the time limit of recovery must not be negative");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The same under another schedule: of every package that it has harms of, one must have an effect.
     *
     * @throws IllegalArgumentException where something would come after the end, or to a node that there is not
     */
    public TestPlan with(Schedule other) {
        List<NodeName> known = IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> new NodeName("n" + number))
                .toList();
        for (Timed timed : other.faults()) {
            require(
                    known.containsAll(timed.fault().names()),
                    "'%s' names a node that is not among %s"
                            .formatted(timed.fault().text(), known));
            require(
                    timed.at().compareTo(timeLimit) < 0,
                    "'%s' at %s would come after the end of the run at %s"
                            .formatted(timed.fault().text(), Durations.write(timed.at()), Durations.write(timeLimit)));
        }
        List<String> families = other.faults().stream()
                .map(Timed::fault)
                .filter(fault -> !fault.isCure())
                .map(Fault::family)
                .distinct()
                .toList();
        return new TestPlan(
                version,
                cluster,
                nodes,
                workload,
                reads,
                shortcuts,
                keys,
                families,
                other,
                timeLimit,
                rate,
                concurrency,
                opTimeout,
                recoveryLimit,
                failFast,
                seed);
    }
}
