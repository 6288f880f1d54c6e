package io.ordeal.harness.workload;

import io.ordeal.harness.client.Client;
import io.ordeal.harness.generate.Generator;

/**
 * What is asked of a cluster.
 *
 * @param operations while faults are about; never ends by itself
 * @param recovery once they are cured: ends when every client has been served
 */
public record Workload(String name, Generator operations, Generator recovery, Client client) {}
