package io.ordeal.histories.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decimal digits in ASCII, eight at a time: as a long in which the first byte of all is the lowest. */
final class Digits {

    /** The most that {@link #number} takes. */
    static final int MOST = 19;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ZEROS = 0x3030303030303030L;
    /** What lifts everything from 10 on into the highest bit of a byte. */
    private static final long LIFT = 0x7676767676767676L;

    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Digits() {}

    /** Eight bytes from {@code from} on. */
    static long eight(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** Whether an integer can begin with {@code character}. */
    static boolean beginInteger(int character) {
        return character == '-' || (character >= '0' && character <= '9');
    }

    /** How many digits there are from {@code from} on; above {@link #MOST}, perhaps more than this. */
    static int count(byte[] bytes, int from) {
        int count = 0;
        int more;
        do {
            more = count(eight(bytes, from + count));
            count += more;
        } while (more == Long.BYTES && count <= MOST);
        return count;
    }

    /** What {@code count} digits from {@code from} on mean; below 0 where that is too much for a long. */
    static long number(byte[] bytes, int from, int count) {
        long number = 0;
        int done = 0;
        for (; count - done > Long.BYTES; done += Long.BYTES) {
            number = number * POWERS[Long.BYTES] + value(eight(bytes, from + done), Long.BYTES);
        }
        return number * POWERS[count - done] + value(eight(bytes, from + done), count - done);
    }

    private static int count(long eight) {
        long values = eight ^ ZEROS;
        // Where the lift carries over into the next byte, this byte is no digit: a later one does not matter any more.
        return Long.numberOfTrailingZeros(((values + LIFT) | values) & HIGHEST_BITS) >>> 3;
    }

    /** What the first {@code count} bytes, which are digits and at least one, mean. */
    private static long value(long eight, int count) {
        long digits = (eight ^ ZEROS) << (Byte.SIZE * (Long.BYTES - count));
        long pairs = digits * 10 + (digits >>> 8);
        long first = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long second = ((pairs >>> 16) & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return (first + second) >>> 32;
    }
}
