package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.NodeName;

/** Whom a fault strikes, as a plan names it; resolved when the fault is injected. */
public sealed interface Target {

    /** This very node. */
    record Named(NodeName node) implements Target {}

    /** Whoever leads then; nobody in particular leading, one node at random. */
    record Leader() implements Target {}

    /** One node at random. */
    record One() implements Target {}

    /** As many nodes, at random, as leave a majority standing. */
    record Minority() implements Target {}

    /** The smallest majority, at random. */
    record Majority() implements Target {}

    record All() implements Target {}
}
