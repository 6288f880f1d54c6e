package io.ordeal.nemesis.cluster;

import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running cluster of the system under test. All callbacks run on the {@linkplain #timeline timeline}, exactly once.
 * Closing it leaves nothing behind.
 */
public interface Cluster extends AutoCloseable {

    /** Every node, in the order of their names: where clients turn to. Changes only if the cluster's members do. */
    List<NodeName> nodes();

    Timeline timeline();

    /** A fresh connection of a client to {@code node}. Faults between nodes do not touch it; faults of the node do. */
    Wire connect(NodeName node);

    /** Tells who leads, who is down and who is paused, as well as can be known now. */
    void observe(Consumer<View> seen);

    /** Why this cluster cannot inject {@code fault} here and now, naming what is missing; empty when it can. */
    Optional<String> refusal(Fault fault);

    /**
     * Injects a fault or its cure. The evidence tells what was seen to happen; an injection that could not be carried
     * out is evidence without effect and with its cause, never an exception.
     */
    void inject(Injection injection, Consumer<Evidence> done);

    @Override
    void close();
}
