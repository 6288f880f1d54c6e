/**
 * The key space of etcd v2 as a deterministic, immutable state machine, and the commands that change it.
 *
 * <p>{@link io.ordeal.server.keys.KeySpace#apply} takes a {@linkplain io.ordeal.server.keys.Command command} to the
 * next key space and a {@linkplain io.ordeal.server.keys.Result result}; the same commands in the same order lead to
 * equal key spaces everywhere. Nothing here knows of HTTP, Raft, time or chance.
 */
@NullMarked
package io.ordeal.server.keys;

import org.jspecify.annotations.NullMarked;
