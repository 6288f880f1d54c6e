package io.ordeal.histories.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An inner node of a {@link Trie}.
 *
 * @param bitmap bit i is set where there is a child for the i-th part
 * @param children in the order of their parts
 */
record TrieBranch(int bitmap, TrieNode[] children) implements TrieNode {
    @Override
    public int hash() {
        throw new IllegalStateException("a branch has no hash of its own");
    }

    /** Asks no child that both have. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrieBranch that && bitmap == that.bitmap && Arrays.equals(children, that.children);
    }

    @Override
    public int hashCode() {
        return bitmap;
    }

    int place(int bit) {
        return Integer.bitCount(bitmap & (bit - 1));
    }

    TrieBranch inserted(int bit, TrieNode child) {
        int place = place(bit);
        TrieNode[] more = new TrieNode[children.length + 1];
        System.arraycopy(children, 0, more, 0, place);
        more[place] = child;
        System.arraycopy(children, place, more, place + 1, children.length - place);
        return new TrieBranch(bitmap | bit, more);
    }

    TrieBranch replaced(int bit, TrieNode child) {
        TrieNode[] copy = children.clone();
        copy[place(bit)] = child;
        return new TrieBranch(bitmap, copy);
    }

    TrieBranch removed(int bit) {
        int place = place(bit);
        TrieNode[] fewer = Arrays.copyOf(children, children.length - 1);
        System.arraycopy(children, place + 1, fewer, place, fewer.length - place);
        return new TrieBranch(bitmap & ~bit, fewer);
    }
}
