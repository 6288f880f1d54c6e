package io.ordeal.nemesis.topology;

import io.ordeal.histories.op.Event;
import io.ordeal.nemesis.cluster.Cluster;

/** Breaks the laws of the house, so that they are seen to be broken: another module, and a cycle of packages. */
record Faithless(Event event, Cluster cluster) {}
