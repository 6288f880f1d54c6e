package io.ordeal.histories.op;

import io.ordeal.histories.model.Register;
import io.ordeal.nemesis.topology.NodeName;

/** Breaks the laws of the house, so that they are seen to be broken: another module, and a cycle of packages. */
record Faithless(NodeName node, Register register) {}
