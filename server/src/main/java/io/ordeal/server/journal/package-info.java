/**
 * The log on disk: segments of checksummed frames over the disk port, written in groups, and their recovery after a crash.
 */
@NullMarked
package io.ordeal.server.journal;

import org.jspecify.annotations.NullMarked;
