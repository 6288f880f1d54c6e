package io.ordeal.harness.workload;

import io.ordeal.harness.client.Client;
import io.ordeal.harness.generate.Generator;
import io.ordeal.histories.model.Model;
import java.util.List;

/**
 * What is asked of a cluster.
 *
 * @param operations while faults are about; never ends by itself
 * @param recovery once they are cured: ends when every client has been served
 * @param kinds the operations that there are; each must succeed at least once, or the run has tested nothing
 * @param model what each key must behave like
 */
public record Workload(
        String name, Generator operations, Generator recovery, List<String> kinds, Client client, Model<?> model) {

    public Workload {
        kinds = List.copyOf(kinds);
    }
}
