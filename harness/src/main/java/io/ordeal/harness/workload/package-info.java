/**
 * What to ask of a system under test, how, and what must hold of the answers.
 */
@NullMarked
package io.ordeal.harness.workload;

import org.jspecify.annotations.NullMarked;
