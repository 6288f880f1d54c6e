package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Skew.Drift;
import io.ordeal.nemesis.fault.Skew.Jump;
import io.ordeal.nemesis.fault.Skew.Strobe;
import java.time.Duration;

/** Skews as people write them: {@code jump -5s}, {@code drift 50%}, {@code strobe +200ms every 10ms}. */
final class SkewNotation {

    private static final String KNOWN = "jump +TIME, jump -TIME, drift N% or strobe +TIME every TIME";

    private SkewNotation() {}

    static String write(Skew skew) {
        return switch (skew) {
            case Jump(Duration by) -> "jump " + signed(by);
            case Drift(int percent) -> "drift " + percent + "%";
            case Strobe(Duration by, Duration period) -> "strobe " + signed(by) + " every " + Durations.write(period);
        };
    }

    private static String signed(Duration by) {
        return (by.isNegative() ? "-" : "+") + Durations.write(by.abs());
    }

    static Skew read(String text) {
        var words = new Words(text);
        Skew skew = switch (words.next()) {
            case "jump" -> new Jump(words.signed());
            case "drift" -> new Drift(words.percent());
            case "strobe" -> new Strobe(words.signed(), words.after("every").duration());
            default -> throw Notation.unknown("skew", text, KNOWN);
        };
        words.end();
        return skew;
    }
}
