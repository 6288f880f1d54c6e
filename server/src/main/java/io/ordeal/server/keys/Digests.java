package io.ordeal.server.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit digests. They find states that differ by mistake, not ones that somebody made to collide. */
final class Digests {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Digests() {}

    static long of(byte[] bytes) {
        long digest = bytes.length * PRIME;
        int position = 0;
        for (; position + Long.BYTES <= bytes.length; position += Long.BYTES) {
            digest = Long.rotateLeft(digest ^ ((long) LONG.get(bytes, position) * PRIME), 29) * PRIME;
        }
        long rest = 0;
        for (; position < bytes.length; position++) {
            rest = (rest << 8) | (bytes[position] & 0xFF);
        }
        return mix(digest, rest);
    }

    /** Depends on the order of its arguments. */
    static long mix(long first, long second) {
        long mixed = (first * PRIME) ^ Long.rotateLeft(second, 32);
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32) ^ second) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
