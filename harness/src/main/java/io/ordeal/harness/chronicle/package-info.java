/**
 * What the nodes of a cluster themselves tell of it, in the event files that they leave behind: who led when, and
 * whether what they tell can be true of one Raft cluster.
 */
@NullMarked
package io.ordeal.harness.chronicle;

import org.jspecify.annotations.NullMarked;
