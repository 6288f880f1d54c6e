package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is checked by itself: the operations of one object.
 *
 * @param key which object; empty where there is but one
 * @param operations all of them, in the order of invocation
 */
record Part<S>(Optional<Object> key, Encoding<S> encoding, List<Operation> operations) {

    /** With the operations that are in {@code encoding}, put together only when somebody looks. */
    static <S> Part<S> of(Optional<Object> key, Encoding<S> encoding) {
        int[] all = IntStream.range(0, encoding.columns().size()).toArray();
        return new Part<>(key, encoding, new Order(all, encoding.origin()));
    }

    /** How many operations succeeded. */
    int succeeded() {
        return encoding.columns().positions() - encoding.columns().size();
    }
}
