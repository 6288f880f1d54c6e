/**
 * The one seam between a test and the cluster that it torments: nodes, connections to them, time, and the injection of
 * faults. Simulated and container clusters stand behind it; nothing here knows how a cluster is deployed.
 */
@NullMarked
package io.ordeal.nemesis.cluster;

import org.jspecify.annotations.NullMarked;
