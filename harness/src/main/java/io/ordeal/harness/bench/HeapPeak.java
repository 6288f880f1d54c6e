package io.ordeal.harness.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * How much heap is in use at most, above what was when one began to look, garbage that nobody has collected yet
 * included: all that was allocated, as long as no garbage was collected, and then what the pools of the heap say.
 */
final class HeapPeak {

    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final long used;
    private final long allocated;
    private final long collections;

    private HeapPeak(long used, long allocated, long collections) {
        this.used = used;
        this.allocated = allocated;
        this.collections = collections;
    }

    /** Collects what garbage there is, and begins to look. */
    static HeapPeak start() {
        System.gc();
        POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
        long used = POOLS.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        return new HeapPeak(used, THREADS.getTotalThreadAllocatedBytes(), collections());
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** So far. */
    long bytes() {
        long all = THREADS.getTotalThreadAllocatedBytes() - allocated;
        if (collections() == collections) {
            return all;
        }
        long peak =
                POOLS.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return Math.min(Math.max(0, peak - used), all);
    }
}
