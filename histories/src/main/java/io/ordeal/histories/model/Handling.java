package io.ordeal.histories.model;

import org.jspecify.annotations.Nullable;

/** What an operation does with the elements of a collection. */
public sealed interface Handling {

    /** Legal in every state; puts an element in. */
    record Puts(@Nullable Object element) implements Handling {}

    /** Takes an element out. */
    record Takes(@Nullable Object element) implements Handling {}

    /** Legal where nothing is in. */
    record FindsNothing() implements Handling {}

    /** Legal where just these are in. */
    record Shows(Trie elements) implements Handling {}
}
