package io.ordeal.harness.contract;

import io.ordeal.harness.sim.SimulatedCluster;
import io.ordeal.nemesis.cluster.Cluster;

class SimulatedFaultsTest extends FaultContract {

    @Override
    Cluster open() {
        return SimulatedCluster.start(5, 1);
    }
}
