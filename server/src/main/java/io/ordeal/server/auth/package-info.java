/**
 * Who may do what, as etcd 2.1 to 3.4 have it for their v2 API: users with hashed passwords, roles with patterns of keys,
 * and whether anybody is asked for them at all. A deterministic, immutable state machine beside the key space.
 *
 * <p>{@link io.ordeal.server.auth.AuthState#apply} takes a {@linkplain io.ordeal.server.auth.AuthCommand command} to the
 * next state. Nothing here hashes, or sees a password. Patterns and names of roles are kept sorted, each once.
 */
@NullMarked
package io.ordeal.server.auth;

import org.jspecify.annotations.NullMarked;
