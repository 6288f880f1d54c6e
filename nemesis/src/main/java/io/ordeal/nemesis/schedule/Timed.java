package io.ordeal.nemesis.schedule;

import io.ordeal.nemesis.fault.Fault;
import java.time.Duration;

/**
 * A fault and when it is injected.
 *
 * @param at since the run began
 */
public record Timed(Duration at, Fault fault) {

    public Timed {
        if (at.isNegative()) {
            throw new IllegalArgumentException(
                    "%s at %s: nothing happens before the run begins".formatted(fault.text(), at));
        }
    }
}
