package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Numbers;

/** Numbers that are numbered anew, from 0 as they turn up: a hash table with open addressing. */
final class Renumbering {

    private static final int ROOM = 64;
    private static final int SPREAD = 0x9E3779B9;

    private final Numbers originals = new Numbers();
    /** One more than the new number; 0 where a slot is empty. */
    private int[] slots = new int[ROOM];

    /** The new number of {@code original}. */
    int number(int original) {
        int slot = slot(original);
        if (slots[slot] == 0) {
            originals.add(original);
            slots[slot] = originals.size();
            if (2 * originals.size() > slots.length) {
                grow();
            }
            return originals.size() - 1;
        }
        return slots[slot] - 1;
    }

    private int slot(int original) {
        int mask = slots.length - 1;
        int slot = (original * SPREAD) >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != 0 && originals.get(slots[slot] - 1) != original) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < originals.size(); number++) {
            slots[slot(originals.get(number))] = number + 1;
        }
    }

    int size() {
        return originals.size();
    }

    int original(int number) {
        return originals.get(number);
    }
}
