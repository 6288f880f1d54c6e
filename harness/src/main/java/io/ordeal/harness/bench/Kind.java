package io.ordeal.harness.bench;

import io.ordeal.histories.generate.Flaw;
import java.util.Locale;

/** What is known of a history beforehand. */
public enum Kind {
    VALID,
    /** One read saw what nobody had written, half way through. */
    PHANTOM_MIDDLE,
    PHANTOM_END,
    /** One read saw what had been overwritten, half way through or soon after. */
    STALE_MIDDLE,
    STALE_END;

    private static final double MIDDLE = 0.5;
    private static final double END = 0.95;

    Flaw flaw() {
        return switch (this) {
            case VALID -> new Flaw.None();
            case PHANTOM_MIDDLE -> new Flaw.Phantom(MIDDLE);
            case PHANTOM_END -> new Flaw.Phantom(END);
            case STALE_MIDDLE -> new Flaw.Stale(MIDDLE);
            case STALE_END -> new Flaw.Stale(END);
        };
    }

    boolean isStale() {
        return this == STALE_MIDDLE || this == STALE_END;
    }

    /** Such as {@code phantom-middle}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
