package io.ordeal.server.node;

import io.ordeal.server.keys.Applied;
import io.ordeal.server.keys.Expired;
import io.ordeal.server.node.StateMachine.OfKeys;
import io.ordeal.server.node.StateMachine.Outcome;
import io.ordeal.server.ports.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Has what is due removed, through the log, while this node leads and something will expire. */
final class Expiry {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Clock clock;
    private final StateMachine machine;
    private final BooleanSupplier leads;
    private final LongConsumer propose;
    private final Recurring sweeping;

    /** @param propose puts into the log that what is due at a moment shall go */
    Expiry(Clock clock, StateMachine machine, BooleanSupplier leads, LongConsumer propose) {
        this.clock = clock;
        this.machine = machine;
        this.leads = leads;
        this.propose = propose;
        this.sweeping = new Recurring(
                clock, PERIOD, () -> leads.getAsBoolean() && machine.keys().isMortal(), this::sweep);
    }

    /** There may be cause for it now. */
    void begin() {
        sweeping.begin();
    }

    /** Goes on at once where one command could not remove all. */
    void applied(Outcome outcome) {
        if (outcome instanceof OfKeys(Applied applied)
                && applied.result() instanceof Expired expired
                && expired.events().size() >= Expired.MOST
                && leads.getAsBoolean()) {
            sweep();
        }
    }

    private void sweep() {
        long moment = clock.wallMillis();
        if (machine.keys().nextExpiry() <= moment) {
            propose.accept(moment);
        }
    }
}
