package io.ordeal.histories.op;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list that is plain all through and never changes, so that nobody needs to copy it. Only {@link Plain} makes it. */
final class PlainList extends AbstractList<@Nullable Object> implements RandomAccess {

    private final @Nullable Object[] elements;

    /** @param elements plain, and nobody else's */
    PlainList(@Nullable Object[] elements) {
        this.elements = elements;
    }

    @Override
    public @Nullable Object get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }
}
