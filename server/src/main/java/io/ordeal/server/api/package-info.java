/**
 * The etcd v2 HTTP API without HTTP: plain requests in, commands and queries out; results in, plain responses out.
 *
 * <p>{@link io.ordeal.server.api.EtcdV2} is the way in. A {@linkplain io.ordeal.server.api.Request request} becomes an
 * {@linkplain io.ordeal.server.api.Intent intent}, which the node carries out, and what came of it becomes a
 * {@linkplain io.ordeal.server.api.Response response}. Nothing here knows of sockets, Raft, time or chance.
 *
 * <p>Refused by name, since they do not work yet: {@code ttl} on writes and {@code wait}. Keys have a
 * {@linkplain io.ordeal.server.keys.Key#DEPTH_MAX greatest depth}, which etcd's do not.
 */
@NullMarked
package io.ordeal.server.api;

import org.jspecify.annotations.NullMarked;
