// Preloaded into a node's process, lets its clocks run as the shared page says, and its timed waits last as long as those
// clocks say. Does nothing in programs other than java, and where ORDEAL_CLOCK names no file.
//
// That time never runs backwards by itself: what a clock tells is a function of the true monotonic time, which this reads
// while the skew stands still; and a new skew goes on from what the old one told at the moment of the change.
#define _GNU_SOURCE
#include "clock.h"

#include <dlfcn.h>
#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/time.h>

// A wait that cannot be woken looks at the clock this often, since the pace may have changed meanwhile.
#define SLICE (20 * 1000000LL)
// No wait is for longer: ten years.
#define FOREVER (315360000 * SECOND)

static struct page *page;
static int (*true_gettime)(clockid_t, struct timespec *);
static int (*seen_gettime)(clockid_t, struct timespec *);
static int (*true_cond_timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
static int (*true_cond_clockwait)(pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *);
static int (*true_sem_timedwait)(sem_t *, const struct timespec *);
static int (*true_epoll_wait)(int, struct epoll_event *, int, int);
static int (*true_ppoll)(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
static int (*true_clock_nanosleep)(clockid_t, int, const struct timespec *, struct timespec *);

static void attend(void);

// May be needed before the constructors of other libraries have run; then there is only one thread.
__attribute__((constructor)) static void begin(void) {
    static bool begun;
    if (begun) {
        return;
    }
    begun = true;
    true_cond_timedwait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (true_cond_timedwait == NULL) {
        true_cond_timedwait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    }
    true_cond_clockwait = dlsym(RTLD_NEXT, "pthread_cond_clockwait");
    true_sem_timedwait = dlsym(RTLD_NEXT, "sem_timedwait");
    true_epoll_wait = dlsym(RTLD_NEXT, "epoll_wait");
    true_ppoll = dlsym(RTLD_NEXT, "ppoll");
    true_clock_nanosleep = dlsym(RTLD_NEXT, "clock_nanosleep");
    seen_gettime = dlsym(RTLD_DEFAULT, "clock_gettime");
    true_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    const char *file = getenv("ORDEAL_CLOCK");
    if (file != NULL && strcmp(program_invocation_short_name, "java") == 0) {
        page = map_page(file, 0);
    }
    if (page != NULL) {
        attend();
    }
}

static int64_t truth(clockid_t clock) {
    struct timespec time;
    true_gettime(clock, &time);
    return nanos(&time);
}

static bool is_wall(clockid_t clock) {
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
}

static bool is_skewed(clockid_t clock) {
    return page != NULL && (is_wall(clock) || clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE);
}

struct reading {
    int64_t nanos;
    int64_t percent;
    uint64_t version;
};

static struct reading reading_of(clockid_t clock) {
    for (int attempt = 1;; attempt++) {
        uint64_t version = atomic_load(&page->version);
        struct skew skew = page->skew;
        int64_t now = truth(version == 0 ? clock : CLOCK_MONOTONIC);
        atomic_thread_fence(memory_order_seq_cst);
        if (version % 2 == 0 && version == atomic_load(&page->version)) {
            if (version == 0) {
                return (struct reading){now, 100, version};
            }
            return (struct reading){
                is_wall(clock) ? wall_at(&skew, now) : mono_at(&skew, now), skew.percent, version};
        }
        if (attempt % 64 == 0) {
            sched_yield();
        }
    }
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    begin();
    if (!is_skewed(clock)) {
        return true_gettime(clock, time);
    }
    *time = timespec_of(reading_of(clock).nanos);
    return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void) zone;
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    time->tv_sec = precise.tv_sec;
    time->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *seconds) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (seconds != NULL) {
        *seconds = precise.tv_sec;
    }
    return precise.tv_sec;
}

// The true time from a reading of a clock until that clock tells `deadline`; 0 when it does already.
static int64_t until(struct reading now, int64_t deadline) {
    if (deadline <= now.nanos) {
        return 0;
    }
    __int128 left = ((__int128) deadline - now.nanos) * 100 / now.percent + 1;
    return left < FOREVER ? (int64_t) left : FOREVER;
}

// The same, but no more than a slice.
static int64_t slice_until(clockid_t clock, int64_t deadline) {
    int64_t left = until(reading_of(clock), deadline);
    return left < SLICE ? left : SLICE;
}

static int64_t deadline_of(const struct timespec *time) {
    return time->tv_sec > INT64_MAX / SECOND - 1 ? INT64_MAX : nanos(time);
}

static bool is_valid(const struct timespec *time) {
    return time->tv_nsec >= 0 && time->tv_nsec < SECOND;
}

// Threads that wait on conditions for a time of the monotonic clock. When the pace changes they are woken, as conditions
// are allowed to do for no reason, and wait anew. (To go on waiting here could miss a signal.)
#define WAITERS 1024
#define TOUCHED ((pthread_cond_t *) 1)

static struct waiter {
    _Atomic(pthread_cond_t *) condition; // NULL: nobody; TOUCHED: it is being woken, and has to stay for that
    _Atomic uint64_t version;            // of the skew that its deadline was computed by
} waiters[WAITERS];

static struct waiter *enter(pthread_cond_t *condition) {
    static _Atomic unsigned threads;
    static _Thread_local unsigned first;
    if (first == 0) {
        first = atomic_fetch_add(&threads, 1) + 1;
    }
    for (unsigned i = 0; i < WAITERS; i++) {
        struct waiter *waiter = &waiters[(first + i) % WAITERS];
        pthread_cond_t *nobody = NULL;
        if (atomic_compare_exchange_strong(&waiter->condition, &nobody, condition)) {
            return waiter;
        }
    }
    return NULL;
}

static void leave(struct waiter *waiter, pthread_cond_t *condition) {
    pthread_cond_t *mine = condition;
    while (!atomic_compare_exchange_strong(&waiter->condition, &mine, NULL)) {
        mine = condition;
        sched_yield();
    }
}

// Wakes everybody whose deadline was computed by another skew; tells whether there was anybody.
static bool wake_waiters(uint64_t version) {
    bool any = false;
    for (int i = 0; i < WAITERS; i++) {
        pthread_cond_t *condition = atomic_load(&waiters[i].condition);
        if (condition != NULL && condition != TOUCHED && atomic_load(&waiters[i].version) != version
                && atomic_compare_exchange_strong(&waiters[i].condition, &condition, TOUCHED)) {
            pthread_cond_broadcast(condition);
            atomic_store(&waiters[i].condition, condition);
            any = true;
        }
    }
    return any;
}

static int wait_until(
        pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, bool named, const struct timespec *end) {
    struct waiter *waiter = clock == CLOCK_MONOTONIC ? enter(condition) : NULL;
    int64_t deadline = deadline_of(end);
    struct reading now = reading_of(clock);
    int64_t left = until(now, deadline);
    if (waiter != NULL) {
        atomic_store(&waiter->version, now.version);
    } else if (left > SLICE) {
        left = SLICE;
    }
    struct timespec true_end = timespec_of(truth(clock) + left);
    int result = named ? true_cond_clockwait(condition, mutex, clock, &true_end)
                       : true_cond_timedwait(condition, mutex, &true_end);
    if (waiter != NULL) {
        leave(waiter, condition);
    }
    return result == ETIMEDOUT && until(reading_of(clock), deadline) > 0 ? 0 : result;
}

int pthread_cond_timedwait(
        pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict end) {
    begin();
    if (page == NULL || !is_valid(end)) {
        return true_cond_timedwait(condition, mutex, end);
    }
    bool mono = (condition->__data.__wrefs & 2) != 0; // where glibc keeps it since 2.25
    return wait_until(condition, mutex, mono ? CLOCK_MONOTONIC : CLOCK_REALTIME, false, end);
}

int pthread_cond_clockwait(
        pthread_cond_t *restrict condition,
        pthread_mutex_t *restrict mutex,
        clockid_t clock,
        const struct timespec *restrict end) {
    begin();
    if (!is_skewed(clock) || !is_valid(end)) {
        return true_cond_clockwait(condition, mutex, clock, end);
    }
    return wait_until(condition, mutex, clock, true, end);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict end) {
    begin();
    if (page == NULL || !is_valid(end)) {
        return true_sem_timedwait(semaphore, end);
    }
    int64_t left;
    do {
        left = slice_until(CLOCK_REALTIME, deadline_of(end));
        struct timespec true_end = timespec_of(truth(CLOCK_REALTIME) + left);
        if (true_sem_timedwait(semaphore, &true_end) == 0) {
            return 0;
        }
    } while (left > 0 && errno == ETIMEDOUT);
    return -1;
}

int epoll_wait(int descriptor, struct epoll_event *events, int most, int millis) {
    begin();
    if (page == NULL || millis <= 0) {
        return true_epoll_wait(descriptor, events, most, millis);
    }
    int64_t deadline = reading_of(CLOCK_MONOTONIC).nanos + millis * 1000000LL;
    int64_t left;
    int ready;
    do {
        left = slice_until(CLOCK_MONOTONIC, deadline);
        ready = true_epoll_wait(descriptor, events, most, (int) ((left + 999999) / 1000000));
    } while (left > 0 && ready == 0);
    return ready;
}

int ppoll(struct pollfd *files, nfds_t count, const struct timespec *time, const sigset_t *signals) {
    begin();
    if (page == NULL || time == NULL || !is_valid(time)) {
        return true_ppoll(files, count, time, signals);
    }
    int64_t end = deadline_of(time);
    int64_t now = reading_of(CLOCK_MONOTONIC).nanos;
    int64_t deadline = end > INT64_MAX - now ? INT64_MAX : now + end;
    int64_t left;
    int ready;
    do {
        left = slice_until(CLOCK_MONOTONIC, deadline);
        struct timespec slice = timespec_of(left);
        ready = true_ppoll(files, count, &slice, signals);
    } while (left > 0 && ready == 0);
    return ready;
}

int poll(struct pollfd *files, nfds_t count, int millis) {
    struct timespec time = timespec_of(millis * 1000000LL);
    return ppoll(files, count, millis < 0 ? NULL : &time, NULL);
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *remaining) {
    begin();
    if (!is_skewed(clock) || !is_valid(time) || time->tv_sec < 0) {
        return true_clock_nanosleep(clock, flags, time, remaining);
    }
    int64_t deadline = deadline_of(time);
    if (!(flags & TIMER_ABSTIME)) {
        clock = CLOCK_MONOTONIC;
        int64_t now = reading_of(clock).nanos;
        deadline = deadline > INT64_MAX - now ? INT64_MAX : now + deadline;
    }
    int64_t left;
    while ((left = slice_until(clock, deadline)) > 0) {
        struct timespec slice = timespec_of(left);
        int interrupted = true_clock_nanosleep(CLOCK_MONOTONIC, 0, &slice, NULL);
        if (interrupted != 0) {
            if (remaining != NULL && !(flags & TIMER_ABSTIME)) {
                int64_t rest = deadline - reading_of(clock).nanos;
                *remaining = timespec_of(rest > 0 ? rest : 0);
            }
            return interrupted;
        }
    }
    return 0;
}

int nanosleep(const struct timespec *time, struct timespec *remaining) {
    int failure = clock_nanosleep(CLOCK_REALTIME, 0, time, remaining);
    if (failure != 0) {
        errno = failure;
        return -1;
    }
    return 0;
}

int usleep(useconds_t micros) {
    struct timespec time = timespec_of(micros * 1000LL);
    return nanosleep(&time, NULL);
}

unsigned sleep(unsigned seconds) {
    struct timespec time = {seconds, 0};
    struct timespec remaining;
    return nanosleep(&time, &remaining) == 0 ? 0 : (unsigned) remaining.tv_sec + (remaining.tv_nsec > 0);
}

static int64_t seen(clockid_t clock) {
    struct timespec time;
    seen_gettime(clock, &time);
    return nanos(&time);
}

// Tells what this process sees, by the function that the rest of it is bound to.
static void answer(void) {
    uint32_t asked = atomic_load(&page->asked);
    if (asked == atomic_load(&page->answered)) {
        return;
    }
    struct sight sight;
    int64_t lasted;
    int attempt = 0;
    do {
        sight.true_mono = truth(CLOCK_MONOTONIC);
        sight.true_wall = truth(CLOCK_REALTIME);
        sight.mono = seen(CLOCK_MONOTONIC);
        sight.wall = seen(CLOCK_REALTIME);
        lasted = truth(CLOCK_MONOTONIC) - sight.true_mono;
    } while (lasted > 20000 && ++attempt < 20);
    page->sight = sight;
    atomic_store(&page->answered, asked);
    syscall(SYS_futex, &page->answered, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
}

static void *attending(void *unused) {
    for (;;) {
        uint32_t bell = atomic_load(&page->bell);
        answer();
        bool woken = wake_waiters(atomic_load(&page->version));
        // Whom that did not reach, because he was just about to wait, is reached the next time.
        struct timespec pause = {0, 1000000};
        syscall(SYS_futex, &page->bell, FUTEX_WAIT, bell, woken ? &pause : NULL, NULL, 0);
    }
    return unused;
}

static void attend(void) {
    sigset_t all, former;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &former);
    pthread_t thread;
    if (pthread_create(&thread, NULL, attending, NULL) == 0) {
        pthread_setname_np(thread, "clocks");
        pthread_detach(thread);
    }
    pthread_sigmask(SIG_SETMASK, &former, NULL);
}
