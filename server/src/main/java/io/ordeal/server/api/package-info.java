/**
 * The etcd v2 HTTP API without HTTP: plain requests in, commands and queries out; results in, plain responses out.
 */
@NullMarked
package io.ordeal.server.api;

import org.jspecify.annotations.NullMarked;
