/**
 * Raft's values as bytes, as they go into the log on disk and onto the wire between nodes. Everything read is checked:
 * bytes from outside may be anything.
 */
@NullMarked
package io.ordeal.server.format;

import org.jspecify.annotations.NullMarked;
