/**
 * What can be broken: faults as a plan names them, their targets, and the concrete injections that they resolve to.
 */
@NullMarked
package io.ordeal.nemesis.fault;

import org.jspecify.annotations.NullMarked;
