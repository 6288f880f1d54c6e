package io.ordeal.harness.run;

import io.ordeal.docker.DockerCluster;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.sim.SimulatedCluster;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Breaks the laws of the house, so that they are seen to be broken: everything that simulation must not do. */
record Faithless(DockerCluster containers, SimulatedCluster simulated, Judgement judgement, Path file, Thread thread) {

    static long clock() {
        return System.nanoTime();
    }

    static int chance() {
        return new Random().nextInt();
    }

    static Set<Integer> order() {
        return new HashSet<>();
    }
}
