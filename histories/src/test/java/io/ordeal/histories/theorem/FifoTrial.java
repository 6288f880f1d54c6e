package io.ordeal.histories.theorem;

import io.ordeal.histories.model.Backlog;
import io.ordeal.histories.model.FifoQueue;

/** {@link Queues} that are first in, first out. */
final class FifoTrial extends QueueTrial<Backlog> {

    FifoTrial(long histories) {
        super(histories, new FifoQueue());
    }

    /** As many as show a mutant. */
    FifoTrial() {
        this(60_000);
    }
}
