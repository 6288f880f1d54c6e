package io.ordeal.server.node;

import io.ordeal.server.ports.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Something done once every period, for as long as there is cause for it. */
final class Recurring {

    private final Clock clock;
    private final Duration period;
    private final BooleanSupplier cause;
    private final Runnable action;

    private boolean begun;

    Recurring(Clock clock, Duration period, BooleanSupplier cause, Runnable action) {
        this.clock = clock;
        this.period = period;
        this.cause = cause;
        this.action = action;
    }

    /** Begins, where there is cause and it has not begun yet; the first time is a period from now. */
    void begin() {
        if (begun || !cause.getAsBoolean()) {
            return;
        }
        begun = true;
        clock.after(period, () -> {
            begun = false;
            if (cause.getAsBoolean()) {
                action.run();
                begin();
            }
        });
    }
}
