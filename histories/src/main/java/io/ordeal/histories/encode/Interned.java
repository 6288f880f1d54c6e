package io.ordeal.histories.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Values that are numbered from 0 as they turn up, equal ones alike: a hash table with open addressing. The first may
 * follow a rule, and are made on demand.
 */
final class Interned<T> {

    private static final int ROOM = 8;
    private static final int SPREAD = 0x9E3779B9;
    private static final int FREE = -1;

    private final int ruled;
    private final IntFunction<T> rule;
    private final List<T> others = new ArrayList<>();
    /** By number. */
    private final Numbers hashes = new Numbers();

    private int[] slots = free(ROOM);

    /** None at first. */
    Interned() {
        this(0, number -> {
            throw new IndexOutOfBoundsException(number);
        });
    }

    /** @param rule gives the first {@code ruled} values, all different, and equal ones for the same number */
    Interned(int ruled, IntFunction<T> rule) {
        this.ruled = ruled;
        this.rule = rule;
    }

    private static int[] free(int room) {
        int[] slots = new int[room];
        Arrays.fill(slots, FREE);
        return slots;
    }

    int size() {
        return ruled + others.size();
    }

    /** How many of them follow no rule. */
    int made() {
        return others.size();
    }

    T get(int number) {
        return number < ruled ? rule.apply(number) : others.get(number - ruled);
    }

    /** Its number, a new one if it has none. */
    int number(T value) {
        while (hashes.size() < ruled) {
            enter(get(hashes.size()).hashCode());
        }
        int hash = value.hashCode();
        int slot = slot(hash);
        for (; slots[slot] != FREE; slot = (slot + 1) & (slots.length - 1)) {
            if (hashes.get(slots[slot]) == hash && get(slots[slot]).equals(value)) {
                return slots[slot];
            }
        }
        others.add(value);
        enter(hash);
        return size() - 1;
    }

    /** The next number is that of a value with {@code hash}. */
    private void enter(int hash) {
        hashes.add(hash);
        if (2 * hashes.size() <= slots.length) {
            occupy(hash, hashes.size() - 1);
            return;
        }
        slots = free(2 * slots.length);
        for (int number = 0; number < hashes.size(); number++) {
            occupy(hashes.get(number), number);
        }
    }

    private void occupy(int hash, int number) {
        int slot = slot(hash);
        while (slots[slot] != FREE) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = number;
    }

    private int slot(int hash) {
        int spread = hash * SPREAD;
        return (spread ^ (spread >>> (Integer.SIZE / 2))) & (slots.length - 1);
    }

    /** About how much memory it takes, without the values. */
    long bytes() {
        return hashes.bytes() + (long) slots.length * Integer.BYTES + 6L * others.size();
    }
}
