package io.ordeal.histories.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A node of a {@link Trie}; its functions take how many bits of a hash the way to it has used up. */
sealed interface TrieNode permits TrieBranch, TrieNode.Leaf, TrieNode.Clash {

    int BITS = 5;
    int MASK = 31;

    /** Of all keys below; a branch has none. */
    int hash();

    record Leaf(int hash, @Nullable Object key, Object value) implements TrieNode {
        int weight() {
            return spread(hash * MASK + value.hashCode());
        }
    }

    /** Entries whose keys have one hash. */
    record Clash(int hash, List<Leaf> leaves) implements TrieNode {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Clash that
                    && leaves.size() == that.leaves.size()
                    && that.leaves.containsAll(leaves);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The finalizer of MurmurHash3: so that sums of small numbers do not meet. */
    static int spread(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }

    private static int bit(int hash, int shift) {
        return 1 << (hash >>> shift & MASK);
    }

    static @Nullable Leaf find(TrieNode node, int shift, int hash, @Nullable Object key) {
        return switch (node) {
            case Leaf leaf -> leaf.hash == hash && Objects.equals(leaf.key, key) ? leaf : null;
            case Clash clash -> {
                for (Leaf leaf : clash.leaves) {
                    if (leaf.hash == hash && Objects.equals(leaf.key, key)) {
                        yield leaf;
                    }
                }
                yield null;
            }
            case TrieBranch branch -> {
                int bit = bit(hash, shift);
                yield (branch.bitmap() & bit) == 0
                        ? null
                        : find(branch.children()[branch.place(bit)], shift + BITS, hash, key);
            }
        };
    }

    static TrieNode put(TrieNode node, int shift, Leaf leaf) {
        return switch (node) {
            case Leaf old ->
                old.hash == leaf.hash && Objects.equals(old.key, leaf.key) ? leaf : together(shift, old, leaf);
            case Clash clash -> {
                if (clash.hash != leaf.hash) {
                    yield together(shift, clash, leaf);
                }
                List<Leaf> leaves = others(clash, leaf);
                leaves.add(leaf);
                yield new Clash(clash.hash, leaves);
            }
            case TrieBranch branch -> {
                int bit = bit(leaf.hash, shift);
                yield (branch.bitmap() & bit) == 0
                        ? branch.inserted(bit, leaf)
                        : branch.replaced(bit, put(branch.children()[branch.place(bit)], shift + BITS, leaf));
            }
        };
    }

    private static TrieNode together(int shift, TrieNode one, Leaf other) {
        if (one.hash() == other.hash) {
            return new Clash(other.hash, List.of((Leaf) one, other));
        }
        int bit = bit(one.hash(), shift);
        return bit == bit(other.hash, shift)
                ? new TrieBranch(bit, new TrieNode[] {together(shift + BITS, one, other)})
                : new TrieBranch(bit, new TrieNode[] {one}).inserted(bit(other.hash, shift), other);
    }

    private static List<Leaf> others(Clash clash, Leaf than) {
        var others = new ArrayList<Leaf>(clash.leaves);
        others.removeIf(leaf -> Objects.equals(leaf.key, than.key));
        return others;
    }

    /** What is left; a branch only where more than one entry is. */
    static @Nullable TrieNode remove(TrieNode node, int shift, Leaf leaf) {
        return switch (node) {
            case Leaf _ -> null;
            case Clash clash -> {
                List<Leaf> others = others(clash, leaf);
                yield others.size() == 1 ? others.getFirst() : new Clash(clash.hash, others);
            }
            case TrieBranch branch -> {
                int bit = bit(leaf.hash, shift);
                TrieNode child = remove(branch.children()[branch.place(bit)], shift + BITS, leaf);
                TrieBranch rest = child == null ? branch.removed(bit) : branch.replaced(bit, child);
                boolean single = rest.children().length == 1 && !(rest.children()[0] instanceof TrieBranch);
                yield rest.children().length == 0 ? null : single ? rest.children()[0] : rest;
            }
        };
    }

    static void visit(TrieNode node, BiConsumer<@Nullable Object, Object> visitor) {
        switch (node) {
            case Leaf leaf -> visitor.accept(leaf.key, leaf.value);
            case Clash clash -> clash.leaves.forEach(leaf -> visitor.accept(leaf.key, leaf.value));
            case TrieBranch branch -> {
                for (TrieNode child : branch.children()) {
                    visit(child, visitor);
                }
            }
        }
    }
}
