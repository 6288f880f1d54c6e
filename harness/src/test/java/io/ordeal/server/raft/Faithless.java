package io.ordeal.server.raft;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.node.NodeSettings;

/** Breaks the laws of the house, so that they are seen to be broken: another module, and a cycle of packages. */
record Faithless(NodeName name, NodeSettings settings) {}
