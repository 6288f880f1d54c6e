/**
 * The key space of etcd v2 as a deterministic, immutable state machine, and the commands that change it.
 */
@NullMarked
package io.ordeal.server.keys;

import org.jspecify.annotations.NullMarked;
