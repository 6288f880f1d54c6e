package io.ordeal.histories.theorem;

import io.ordeal.histories.model.UnorderedQueue;
import io.ordeal.histories.model.UnorderedQueue.Pool;

/** {@link Queues} in any order. */
final class PoolTrial extends QueueTrial<Pool> {

    PoolTrial(long histories) {
        super(histories, new UnorderedQueue());
    }

    /** As many as show a mutant. */
    PoolTrial() {
        this(60_000);
    }
}
