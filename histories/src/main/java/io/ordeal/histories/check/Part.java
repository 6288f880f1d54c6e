package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.Optional;

/**
 * What is checked by itself: the operations of one object.
 *
 * @param key which object; empty where there is but one
 * @param operations all of them, in the order of invocation
 */
record Part<S>(Optional<Object> key, Encoding<S> encoding, List<Operation> operations) {}
