package io.ordeal.docker;

import io.ordeal.nemesis.fault.Skew;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The clocks of one node's process, as a library shows them that is preloaded into it. Each skew begins at what the clocks
 * tell already: jumps add up, a drift follows the drift before it, a strobe the strobe. A process that is started anew
 * finds its clocks as the one before it left them. Neither the host's clock nor that of other programs is touched.
 */
final class NodeClock {

    /** What the image needs for it. */
    static final List<String> PROGRAMS = List.of("clock.h", "clock-control.c", "clock-shim.c");

    private static final String FOLDER = "/opt/ordeal/clock";
    private static final String SHIM = FOLDER + "/clock-shim.so";

    /** In memory that the pod shares with the node's process, and that outlives it. */
    private static final String PAGE = "/dev/shm/ordeal-clock";

    private final Shell shell;
    private final Optional<String> problem;

    /**
     * How far the process's clocks are from the truth.
     *
     * @param wallMillis by which its wall clock is ahead of the host's, or behind where it is negative; with a strobe,
     *     the farthest that it was in some 20 ms
     * @param pacePercent pace of its monotonic clock
     */
    record Offset(long wallMillis, int pacePercent) {

        /** The host and the process are not looked at in the very same moment. */
        private static final long BLUR_MILLIS = 20;

        private static final int BLUR_PERCENT = 5;

        boolean isRight() {
            return Math.abs(wallMillis) <= BLUR_MILLIS && Math.abs(pacePercent - 100) <= BLUR_PERCENT;
        }

        /** Whether it is of a clock that has been skewed so since it was as {@code before}. */
        boolean shows(Skew skew, Offset before) {
            return switch (skew) {
                case Skew.Jump(Duration by) ->
                    Math.abs(wallMillis - before.wallMillis - by.toMillis())
                            <= BLUR_MILLIS + by.abs().toMillis() / 10;
                case Skew.Drift(int percent) ->
                    2 * Math.abs(pacePercent - percent) <= Math.abs(percent - 100) && pacePercent != 100;
                case Skew.Strobe strobe ->
                    Math.abs(wallMillis - before.wallMillis)
                            >= strobe.by().abs().toMillis() / 2;
            };
        }

        String text() {
            return "wall clock %+d ms, monotonic clock at %d%%".formatted(wallMillis, pacePercent);
        }
    }

    /**
     * @param shell in the node's pod
     * @param system under test, for people
     */
    NodeClock(Shell shell, String system) {
        this.shell = shell;
        this.problem = prepare().map(cause -> "the clocks of %s cannot be skewed: %s".formatted(system, cause));
    }

    /** Why they cannot be skewed; empty when they can. */
    Optional<String> problem() {
        return problem;
    }

    private Optional<String> prepare() {
        Shell.Result made = shell.run("""
                if [ -e %1$s/missing ]; then
                  cat %1$s/missing; false
                elif [ ! -e %2$s ]; then
                  echo 'its image has no library to preload, and statically linked programs take none'; false
                else
                  said=$(LD_PRELOAD=%2$s true 2>&1) && [ -z "$said" ] && %3$s || { echo "$said"; false; }
                fi""".formatted(FOLDER, SHIM, command("make")));
        return made.ok() ? Optional.empty() : Optional.of(made.text());
    }

    /** What the node's process has to find in its environment. */
    List<String> environment() {
        return problem.isPresent() ? List.of() : List.of("LD_PRELOAD=" + SHIM, "ORDEAL_CLOCK=" + PAGE);
    }

    /**
     * Every thread of the process reads its clocks by the skew as soon as this returns, and what it waits for follows
     * within some 20 ms. Tells why that failed.
     */
    Optional<String> set(Skew skew) {
        return run(
                switch (skew) {
                    case Skew.Jump(Duration by) -> "jump " + by.toNanos();
                    case Skew.Drift(int percent) -> "drift " + percent;
                    case Skew.Strobe(Duration by, Duration period) ->
                        "strobe %d %d".formatted(by.toNanos(), period.toNanos());
                });
    }

    /**
     * The wall clock is right again, and both run at the true pace; the monotonic clock stays ahead or behind. Tells why
     * that failed.
     */
    Optional<String> reset() {
        return run("reset");
    }

    /**
     * What the process itself sees: a thread of it looks at its clocks, and at those of the host. Empty when it does not
     * answer, since it is gone or stopped, or carries no library.
     */
    Optional<Offset> measure() {
        if (problem.isPresent()) {
            return Optional.empty();
        }
        Shell.Result told = shell.run(command("measure"));
        if (!told.ok()) {
            return Optional.empty();
        }
        String[] numbers = told.text().split(" ", -1);
        return Optional.of(new Offset(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1])));
    }

    private Optional<String> run(String what) {
        if (problem.isPresent()) {
            return problem;
        }
        Shell.Result result = shell.run(command(what));
        return result.ok() ? Optional.empty() : Optional.of("clock-control failed: " + result.text());
    }

    private static String command(String what) {
        return "%s/clock-control %s %s".formatted(FOLDER, PAGE, what);
    }
}
