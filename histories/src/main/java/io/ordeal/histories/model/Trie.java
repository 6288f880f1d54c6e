package io.ordeal.histories.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that shares most of itself with the one it was made from, so that a thousand states of a thousand
 * entries cost what they differ by. Equal maps have the same form, whatever their past; what they share is not compared.
 *
 * <p>Bagwell, "Ideal Hash Trees", 2001; that removing restores the form is from Steindorfer and Vinju, "Optimizing
 * Hash-Array Mapped Tries for Fast and Lean Immutable JVM Collections", OOPSLA 2015.
 */
public final class Trie {

    static final Trie EMPTY = new Trie(new TrieBranch(0, new TrieNode[0]), 0, 0);

    private static final Comparator<@Nullable Object> NUMBERS_FIRST = Comparator.<@Nullable Object>comparingLong(
                    key -> key instanceof Long number ? number : Long.MAX_VALUE)
            .thenComparing(String::valueOf);

    private final TrieNode root;
    private final int size;
    /** The sum over all entries, so that it does not depend on their order. */
    private final int hash;

    private Trie(TrieNode root, int size, int hash) {
        this.root = root;
        this.size = size;
        this.hash = hash;
    }

    public int size() {
        return size;
    }

    /** The value of {@code key}; {@code null} where it has none. */
    @Nullable
    Object get(@Nullable Object key) {
        TrieNode.Leaf leaf = TrieNode.find(root, 0, TrieNode.spread(Objects.hashCode(key)), key);
        return leaf == null ? null : leaf.value();
    }

    Trie with(@Nullable Object key, Object value) {
        var leaf = new TrieNode.Leaf(TrieNode.spread(Objects.hashCode(key)), key, value);
        TrieNode.Leaf old = TrieNode.find(root, 0, leaf.hash(), key);
        if (old != null && old.value().equals(value)) {
            return this;
        }
        int rest = old == null ? hash : hash - old.weight();
        return new Trie(TrieNode.put(root, 0, leaf), old == null ? size + 1 : size, rest + leaf.weight());
    }

    Trie without(@Nullable Object key) {
        TrieNode.Leaf old = TrieNode.find(root, 0, TrieNode.spread(Objects.hashCode(key)), key);
        if (old == null) {
            return this;
        }
        TrieNode rest = TrieNode.remove(root, 0, old);
        return new Trie(rest instanceof TrieBranch ? rest : lifted(rest), size - 1, hash - old.weight());
    }

    /** The root is always a branch. */
    private static TrieBranch lifted(@Nullable TrieNode only) {
        return only == null
                ? new TrieBranch(0, new TrieNode[0])
                : new TrieBranch(1 << (only.hash() & TrieNode.MASK), new TrieNode[] {only});
    }

    /** Small numbers in their order, then the rest by name. */
    List<@Nullable Object> keys() {
        var keys = new ArrayList<@Nullable Object>(size);
        forEach((key, _) -> keys.add(key));
        keys.sort(NUMBERS_FIRST);
        return keys;
    }

    public void forEach(BiConsumer<@Nullable Object, Object> visitor) {
        TrieNode.visit(root, visitor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trie that && size == that.size && hash == that.hash && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEach((key, value) -> text.append(text.length() == 1 ? "" : ", ")
                .append(key)
                .append('=')
                .append(value));
        return text.append('}').toString();
    }
}
