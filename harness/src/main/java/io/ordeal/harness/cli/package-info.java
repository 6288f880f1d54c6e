/**
 * The command line. The only place that knows terminals, signals and exit codes.
 */
@NullMarked
package io.ordeal.harness.cli;

import org.jspecify.annotations.NullMarked;
