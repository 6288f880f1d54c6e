package io.ordeal.histories.op;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each busy client is at, by process: a hash table with open addressing, without a gap between who belongs together. */
final class Clients<T> {

    private static final int ROOM = 16;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private @Nullable Opened<T>[] slots = slots(ROOM);
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Opened<T>[] slots(int room) {
        return new Opened[room];
    }

    /** What {@code process} is at. */
    @Nullable
    Opened<T> get(long process) {
        return slots[slot(process)];
    }

    /** Adds one whose process is at nothing. */
    void add(Opened<T> opened) {
        if (2 * ++size > slots.length) {
            @Nullable Opened<T>[] old = slots;
            slots = slots(2 * old.length);
            for (Opened<T> each : old) {
                if (each != null) {
                    slots[slot(each.process())] = each;
                }
            }
        }
        slots[slot(opened.process())] = opened;
    }

    /** Takes {@code process} out, which must be there. */
    void remove(long process) {
        int free = slot(process);
        int mask = slots.length - 1;
        for (int next = (free + 1) & mask; slots[next] != null; next = (next + 1) & mask) {
            int home = home(Objects.requireNonNull(slots[next]).process());
            if (((next - home) & mask) >= ((next - free) & mask)) {
                slots[free] = slots[next];
                free = next;
            }
        }
        slots[free] = null;
        size--;
    }

    Stream<Opened<T>> all() {
        return Arrays.stream(slots).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private int home(long process) {
        return (int) ((process * SPREAD) >>> Integer.SIZE) & (slots.length - 1);
    }

    /** Where {@code process} is, or would be. */
    private int slot(long process) {
        int mask = slots.length - 1;
        int slot = home(process);
        for (Opened<T> there = slots[slot]; there != null && there.process() != process; there = slots[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
