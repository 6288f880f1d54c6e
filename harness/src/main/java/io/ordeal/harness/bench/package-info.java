/**
 * What the checker costs, measured on histories out of a seed whose verdicts are known. {@link
 * io.ordeal.harness.bench.Row rows} are data, {@link io.ordeal.harness.bench.CheckerBench} measures one at a time, and
 * what came of it is data again, for a table, for programs, and for the goals.
 */
@NullMarked
package io.ordeal.harness.bench;

import org.jspecify.annotations.NullMarked;
