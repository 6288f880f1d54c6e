/**
 * When it is broken: fault packages with their rhythm, and schedules drawn from them by seed.
 */
@NullMarked
package io.ordeal.nemesis.schedule;

import org.jspecify.annotations.NullMarked;
