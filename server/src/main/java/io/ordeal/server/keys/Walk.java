package io.ordeal.server.keys;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Goes through a tree of children in the order of their names. */
final class Walk implements Iterator<Child> {

    /** The next child, below it those that follow once its right side is done. */
    private final ArrayDeque<Child> path = new ArrayDeque<>();

    Walk(@Nullable Child tree) {
        descend(tree);
    }

    @Override
    public boolean hasNext() {
        return !path.isEmpty();
    }

    @Override
    public Child next() {
        Child next = path.poll();
        if (next == null) {
            throw new NoSuchElementException();
        }
        descend(next.right());
        return next;
    }

    private void descend(@Nullable Child tree) {
        for (Child child = tree; child != null; child = child.left()) {
            path.push(child);
        }
    }
}
