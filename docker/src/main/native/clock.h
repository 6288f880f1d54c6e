// What a node's process and the control program share: a page of memory that says how the process's clocks are skewed.
#ifndef ORDEAL_CLOCK_H
#define ORDEAL_CLOCK_H

#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stddef.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

// All times are nanoseconds. True times are what the kernel tells.
struct skew {
    int64_t since;         // true monotonic time from which on this holds
    int64_t mono;          // what the clocks tell at that time
    int64_t wall;
    int64_t percent;       // of the true pace
    int64_t strobe_since;  // the wall clock is off by so much, and right again, in turns of a period each
    int64_t strobe_by;
    int64_t strobe_period; // 0: there is no strobe
};

// What the process saw at one moment.
struct sight {
    int64_t true_mono;
    int64_t true_wall;
    int64_t mono;
    int64_t wall;
};

struct page {
    _Atomic uint64_t version; // odd while the skew is being written, 0 before there ever was one
    struct skew skew;
    _Atomic uint32_t bell;    // counts what the process is told: that the skew has changed, or that a sight is asked for
    _Atomic uint32_t asked;
    _Atomic uint32_t answered;
    struct sight sight;
};

static inline int64_t mono_at(const struct skew *skew, int64_t now) {
    return skew->mono + (now - skew->since) * skew->percent / 100;
}

static inline int64_t steady_wall_at(const struct skew *skew, int64_t now) {
    return skew->wall + (now - skew->since) * skew->percent / 100;
}

static inline int64_t wall_at(const struct skew *skew, int64_t now) {
    int64_t wall = steady_wall_at(skew, now);
    if (skew->strobe_period > 0 && (now - skew->strobe_since) / skew->strobe_period % 2 == 0) {
        wall += skew->strobe_by;
    }
    return wall;
}

static inline int64_t nanos(const struct timespec *time) {
    return time->tv_sec * SECOND + time->tv_nsec;
}

static inline struct timespec timespec_of(int64_t nanos) {
    struct timespec time = {nanos / SECOND, nanos % SECOND};
    if (time.tv_nsec < 0) {
        time.tv_sec--;
        time.tv_nsec += SECOND;
    }
    return time;
}

static inline struct page *map_page(const char *file, int flags) {
    int descriptor = open(file, flags | O_RDWR | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return NULL;
    }
    void *page = MAP_FAILED;
    if (ftruncate(descriptor, 4096) == 0) {
        page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    }
    close(descriptor);
    return page == MAP_FAILED ? NULL : page;
}

#endif
