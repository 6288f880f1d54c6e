package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.DiskFault.Data;
import io.ordeal.nemesis.fault.DiskFault.Errors;
import io.ordeal.nemesis.fault.DiskFault.Flip;
import io.ordeal.nemesis.fault.DiskFault.Full;
import io.ordeal.nemesis.fault.DiskFault.Slow;
import io.ordeal.nemesis.fault.DiskFault.Truncation;
import java.time.Duration;

/** Faults of disks as people write them: {@code flip log}, {@code truncate snapshot}, {@code slow 100ms}. */
final class DiskNotation {

    private static final String KNOWN = "flip DATA, truncate DATA, errors, full or slow TIME, where DATA is log or snapshot";

    private DiskNotation() {}

    static String write(DiskFault fault) {
        return switch (fault) {
            case Flip(Data data) -> "flip " + Notation.word(data);
            case Truncation(Data data) -> "truncate " + Notation.word(data);
            case Errors() -> "errors";
            case Full() -> "full";
            case Slow(Duration by) -> "slow " + Durations.write(by);
        };
    }

    static DiskFault read(String text) {
        var words = new Words(text);
        DiskFault fault = switch (words.next()) {
            case "flip" -> new Flip(Notation.constant("data", Data.class, words.next()));
            case "truncate" -> new Truncation(Notation.constant("data", Data.class, words.next()));
            case "errors" -> new Errors();
            case "full" -> new Full();
            case "slow" -> new Slow(words.duration());
            default -> throw Notation.unknown("fault of a disk", text, KNOWN);
        };
        words.end();
        return fault;
    }
}
