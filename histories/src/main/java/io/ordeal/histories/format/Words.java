package io.ordeal.histories.format;

import org.jspecify.annotations.Nullable;

/**
 * What was made of words, so that equal ones need not be read again byte by byte. They are found by what they begin
 * with. Most of those that are rare are forgotten.
 *
 * @param <T> what is made of a word
 */
final class Words<T extends @Nullable Object> {

    private static final int SLOTS_BITS = 10;
    private static final int LONGEST = 64;
    /** The golden ratio, as a fraction of 2 to the 32nd. */
    private static final int SPREAD = 0x9e3779b9;

    private final AsciiSet ends;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array cannot be made otherwise
    private final @Nullable Word<T>[] slots = new Word[1 << SLOTS_BITS];

    /** @param ends what may follow a word */
    Words(AsciiSet ends) {
        this.ends = ends;
    }

    /** A word and its meaning. */
    static final class Word<T extends @Nullable Object> {
        private final byte[] bytes;
        private final T meaning;
        /** Its first eight bytes, the first of all lowest, and 0 where there are fewer. */
        private final long first;
        /** 1 wherever {@link #first} has a bit of the word. */
        private final long mask;

        private Word(byte[] bytes, T meaning, long eight) {
            this.bytes = bytes;
            this.meaning = meaning;
            this.mask = bytes.length >= Long.BYTES ? -1 : (1L << (Byte.SIZE * bytes.length)) - 1;
            this.first = eight & mask;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether the first of its bytes are the first of {@code eight}. */
        boolean beginsLike(long eight) {
            return (eight & mask) == first;
        }

        T meaning() {
            return meaning;
        }
    }

    /** Takes the word that comes next, if it is known; else {@code null}, and nothing is taken. */
    @Nullable
    Word<T> take(Source in) {
        long eight = in.eight();
        int slot = slot(eight);
        Word<T> word = slots[slot];
        if (word != null && word.beginsLike(eight) && in.take(word.bytes, ends)) {
            return word;
        }
        Word<T> neighbour = slots[slot ^ 1];
        return neighbour != null && neighbour.beginsLike(eight) && in.take(neighbour.bytes, ends) ? neighbour : null;
    }

    /** Remembers the word between {@code position} and where {@code in} is, unless it is long. */
    void put(Source in, int position, T meaning) {
        if (in.position() - position <= LONGEST) {
            long eight = in.eight(position);
            int slot = slot(eight);
            slots[slot ^ 1] = slots[slot];
            slots[slot] = new Word<>(in.bytes(position), meaning, eight);
        }
    }

    /** By the first four bytes, even if the word has fewer. */
    private static int slot(long eight) {
        return ((int) eight * SPREAD) >>> (Integer.SIZE - SLOTS_BITS);
    }
}
