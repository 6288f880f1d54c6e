/**
 * What the server can do beside real etcd: three nodes of each on loopback, with a real disk under them, which take the
 * same load in turns.
 */
@NullMarked
package io.ordeal.harness.bench.server;

import org.jspecify.annotations.NullMarked;
