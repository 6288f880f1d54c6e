package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Impairment.Bandwidth;
import io.ordeal.nemesis.fault.Impairment.Delay;
import io.ordeal.nemesis.fault.Impairment.Duplication;
import io.ordeal.nemesis.fault.Impairment.Loss;
import io.ordeal.nemesis.fault.Impairment.Reordering;
import java.time.Duration;

/** Impairments as people write them: {@code loss 20%}, {@code delay 50ms jitter 10ms}, {@code bandwidth 256kbit}. */
final class ImpairmentNotation {

    private static final String KNOWN =
            "loss N%, duplication N%, reordering N% by TIME, delay TIME, delay TIME jitter TIME or bandwidth Nkbit";

    private ImpairmentNotation() {}

    static String write(Impairment impairment) {
        return switch (impairment) {
            case Loss(int percent) -> "loss " + percent + "%";
            case Duplication(int percent) -> "duplication " + percent + "%";
            case Reordering(int percent, Duration by) -> "reordering " + percent + "% by " + Durations.write(by);
            case Delay(Duration mean, Duration jitter) ->
                "delay " + Durations.write(mean) + (jitter.isZero() ? "" : " jitter " + Durations.write(jitter));
            case Bandwidth(int kilobits) -> "bandwidth " + kilobits + "kbit";
        };
    }

    static Impairment read(String text) {
        var words = new Words(text);
        Impairment impairment = switch (words.next()) {
            case "loss" -> new Loss(words.percent());
            case "duplication" -> new Duplication(words.percent());
            case "reordering" -> new Reordering(words.percent(), words.after("by").duration());
            case "delay" -> new Delay(words.duration(), words.isOver() ? Duration.ZERO : words.after("jitter").duration());
            case "bandwidth" -> new Bandwidth(words.number("kbit"));
            default -> throw Notation.unknown("impairment", text, KNOWN);
        };
        words.end();
        return impairment;
    }
}
