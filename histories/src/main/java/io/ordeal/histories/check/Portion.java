package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoder;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.Optional;

/** The operations of one object, as they come. */
final class Portion<S> implements Candidate<S> {

    private static final int OPERATIONS_PER_COUNT = 16;

    private final Optional<Object> key;
    private final Encoder<S> encoder;
    private int succeeded;
    private long told;

    /** @param key which object; empty where there is but one */
    Portion(Optional<Object> key, Encoder<S> encoder) {
        this.key = key;
        this.encoder = encoder;
    }

    int invoke(Invocation invocation) {
        return encoder.invoke(invocation);
    }

    void complete(int operation, Completion completion) {
        encoder.complete(operation, completion);
        succeeded += completion.outcome() == Outcome.OK ? 1 : 0;
    }

    /** By how much it grew since that was told last, which is now and then. */
    long growth() {
        if (encoder.size() % OPERATIONS_PER_COUNT != 0) {
            return 0;
        }
        long before = told;
        told = encoder.bytes();
        return told - before;
    }

    @Override
    public Optional<Object> key() {
        return key;
    }

    @Override
    public int size() {
        return encoder.size();
    }

    @Override
    public int succeeded() {
        return succeeded;
    }

    @Override
    public long bytes() {
        return Encoder.BYTES_PER_OPERATION * encoder.size();
    }

    @Override
    public Part<S> part(Runnable now) {
        return new Part<>(key, encoder.encoding(now), encoder.operations());
    }
}
