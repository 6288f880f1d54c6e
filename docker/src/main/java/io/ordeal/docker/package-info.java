/**
 * Clusters of containers, and real faults for them. Knows any system under test by a small description; knows nothing of
 * workloads, histories and checkers.
 */
@NullMarked
package io.ordeal.docker;

import org.jspecify.annotations.NullMarked;
