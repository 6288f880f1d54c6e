package io.ordeal.nemesis.schedule;

import java.time.Duration;

/**
 * What happens again and again while a harm lasts.
 *
 * @param every from one time to the next
 * @param withCure whether it is cured in between, for half of the time; else one simply follows the other
 */
public record Beat(Duration every, boolean withCure) {

    /** Harm and cure in quick turns: a network that flaps, a storm of restarts. */
    static Beat turns(Duration every) {
        return new Beat(every, true);
    }

    /** Each takes the place of the one before: whoever leads by then is struck. */
    static Beat chase(Duration every) {
        return new Beat(every, false);
    }
}
