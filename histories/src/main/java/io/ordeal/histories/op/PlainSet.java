package io.ordeal.histories.op;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set that is plain all through and never changes, so that nobody needs to copy it. Only {@link Plain} makes it. */
final class PlainSet extends AbstractSet<@Nullable Object> {

    private final Set<@Nullable Object> elements;

    /** @param elements plain, and nobody else's */
    PlainSet(Set<@Nullable Object> elements) {
        this.elements = Collections.unmodifiableSet(elements);
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
        return elements.iterator();
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.contains(element);
    }
}
