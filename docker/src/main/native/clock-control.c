// Skews the clocks of the process that shares a page with this one, and tells what that process sees.
//
//   clock-control FILE make | jump NANOS | drift PERCENT | strobe NANOS PERIOD | reset | measure
//
// What is set holds, and is known to every thread of that process, when this ends. Runs by true clocks itself.
#define _GNU_SOURCE
#include "clock.h"

#include <linux/futex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>

#define PATIENCE (60 * 1000000LL)
#define SIGHTS 5
#define BETWEEN (4 * 1000000LL)

static struct page *page;

static int64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return nanos(&time);
}

// What to add to monotonic time to get wall time. Never too little, and at most too much by the time of one reading.
static int64_t epoch(void) {
    int64_t least = INT64_MAX;
    for (int i = 0; i < 16; i++) {
        int64_t mono = now(CLOCK_MONOTONIC);
        int64_t epoch = now(CLOCK_REALTIME) - mono;
        least = epoch < least ? epoch : least;
    }
    return least;
}

static void ring(void) {
    atomic_fetch_add(&page->bell, 1);
    syscall(SYS_futex, &page->bell, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
}

// Goes on from what the clocks tell now, with what `change` makes of it.
static void set(void (*change)(struct skew *, int64_t, int64_t), int64_t first, int64_t second) {
    int64_t offset = epoch();
    uint64_t version = atomic_load(&page->version);
    struct skew old = page->skew;
    if (version == 0) {
        old = (struct skew){.wall = offset, .percent = 100};
    }
    atomic_store(&page->version, version | 1);
    atomic_thread_fence(memory_order_seq_cst);
    int64_t moment = now(CLOCK_MONOTONIC); // nobody has read a clock by the old skew later than this
    struct skew fresh = old;
    fresh.since = moment;
    fresh.mono = mono_at(&old, moment);
    fresh.wall = steady_wall_at(&old, moment);
    change(&fresh, first, second);
    page->skew = fresh;
    atomic_store(&page->version, (version | 1) + 1);
    ring();
}

static void jump(struct skew *skew, int64_t by, int64_t unused) {
    (void) unused;
    skew->wall += by;
}

static void drift(struct skew *skew, int64_t percent, int64_t unused) {
    (void) unused;
    skew->percent = percent;
}

static void strobe(struct skew *skew, int64_t by, int64_t period) {
    skew->strobe_since = skew->since;
    skew->strobe_by = by;
    skew->strobe_period = period;
}

static void reset(struct skew *skew, int64_t offset, int64_t unused) {
    (void) unused;
    skew->wall = skew->since + offset;
    skew->percent = 100;
    skew->strobe_period = 0;
}

static int ask(struct sight *sight) {
    uint32_t asked = atomic_fetch_add(&page->asked, 1) + 1;
    ring();
    int64_t end = now(CLOCK_MONOTONIC) + PATIENCE;
    uint32_t answered;
    while ((answered = atomic_load(&page->answered)) != asked) {
        int64_t left = end - now(CLOCK_MONOTONIC);
        if (left <= 0) {
            return 0;
        }
        struct timespec limit = timespec_of(left);
        syscall(SYS_futex, &page->answered, FUTEX_WAIT, answered, &limit, NULL, 0);
    }
    *sight = page->sight;
    return 1;
}

// Prints by how many milliseconds the wall clock is off, at most so far, and the pace of the monotonic clock in percent.
static int measure(void) {
    struct sight sights[SIGHTS];
    int64_t farthest = 0;
    for (int i = 0; i < SIGHTS; i++) {
        if (i > 0) {
            struct timespec pause = timespec_of(BETWEEN);
            nanosleep(&pause, NULL);
        }
        if (!ask(&sights[i])) {
            return 3;
        }
        int64_t offset = sights[i].wall - sights[i].true_wall;
        farthest = llabs(offset) > llabs(farthest) ? offset : farthest;
    }
    struct sight first = sights[0], last = sights[SIGHTS - 1];
    int64_t passed = last.true_mono - first.true_mono;
    int64_t percent = ((last.mono - first.mono) * 100 + passed / 2) / passed;
    int64_t half = farthest < 0 ? -500000 : 500000;
    printf("%lld %lld\n", (long long) ((farthest + half) / 1000000), (long long) percent);
    return 0;
}

int main(int count, char **words) {
    if (count < 3) {
        return 2;
    }
    page = map_page(words[1], O_CREAT);
    int lock = open(words[1], O_RDWR | O_CLOEXEC);
    if (page == NULL || lock < 0 || flock(lock, LOCK_EX) != 0) {
        perror(words[1]);
        return 1;
    }
    const char *verb = words[2];
    int64_t first = count > 3 ? strtoll(words[3], NULL, 10) : 0;
    int64_t second = count > 4 ? strtoll(words[4], NULL, 10) : 0;
    if (strcmp(verb, "measure") == 0) {
        return measure();
    } else if (strcmp(verb, "jump") == 0) {
        set(jump, first, 0);
    } else if (strcmp(verb, "drift") == 0 && first > 0) {
        set(drift, first, 0);
    } else if (strcmp(verb, "strobe") == 0 && second > 0) {
        set(strobe, first, second);
    } else if (strcmp(verb, "reset") == 0) {
        set(reset, epoch(), 0);
    } else if (strcmp(verb, "make") != 0) {
        return 2;
    }
    return 0;
}
