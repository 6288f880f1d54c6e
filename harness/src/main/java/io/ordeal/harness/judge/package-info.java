/**
 * What a run has shown. A finding for each thing that was looked at, and the worst of them is the verdict of the run:
 * a test that tested nothing does not pass.
 */
@NullMarked
package io.ordeal.harness.judge;

import org.jspecify.annotations.NullMarked;
