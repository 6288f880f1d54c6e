/**
 * One run of one test: the plan that decides it, the interpreter that performs a workload's operations, and the nemesis
 * beside it; and where a run is to fail fast, the monitor that ends it. All of it happens on the timeline of the
 * cluster; nothing here knows another clock, a thread or an unseeded random source, so in a simulation the same plan
 * gives the same history.
 */
@NullMarked
package io.ordeal.harness.run;

import org.jspecify.annotations.NullMarked;
