package io.ordeal.server.keys;

import java.util.List;

/**
 * What a command led to. After a refusal, {@code next} is the key space that it was applied to.
 *
 * @param changes what watchers are told, in the order of the indices; a refresh consumes one, and they are not told
 */
public record Applied(KeySpace next, Result result, List<Change> changes) {

    public Applied {
        changes = List.copyOf(changes);
    }

    /** Of which nobody is told. */
    Applied(KeySpace next, Result result) {
        this(next, result, List.of());
    }

    Applied untold() {
        return new Applied(next, result);
    }
}
