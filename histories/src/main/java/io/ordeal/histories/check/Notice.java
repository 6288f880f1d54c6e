package io.ordeal.histories.check;

import io.ordeal.histories.op.Operation;
import java.util.Optional;

/** What a {@link Monitor} has to tell. */
public sealed interface Notice {

    /** Of which object; empty where there is but one. */
    Optional<Object> key();

    /** What has happened cannot be explained, which the end of {@code culprit} shows. */
    record Violation(Optional<Object> key, Operation culprit) implements Notice {}

    /** A limit was reached: from now on less is seen of the object, or nothing. */
    record Limit(Optional<Object> key, String what) implements Notice {}
}
