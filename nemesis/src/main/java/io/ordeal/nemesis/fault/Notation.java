package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Fault.Ambush;
import io.ordeal.nemesis.fault.Fault.Disarm;
import io.ordeal.nemesis.fault.Fault.Heal;
import io.ordeal.nemesis.fault.Fault.Kill;
import io.ordeal.nemesis.fault.Fault.Occasion;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Fault.Pause;
import io.ordeal.nemesis.fault.Fault.ResetClocks;
import io.ordeal.nemesis.fault.Fault.Resume;
import io.ordeal.nemesis.fault.Fault.SkewClocks;
import io.ordeal.nemesis.fault.Fault.Start;
import io.ordeal.nemesis.fault.Fault.Terminate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Faults as people write them in plans and read them in reports: {@code kill leader}, {@code partition bridge}. */
final class Notation {

    private static final String FAULTS =
            "partition DIVISION, heal, kill TARGET, terminate TARGET, start, ambush OCCASION,"
                    + " disarm, pause TARGET, resume, clock TARGET HOW or reset-clocks";

    private Notation() {}

    static String write(Fault fault) {
        return switch (fault) {
            case Partition(Division division) -> "partition " + DivisionNotation.write(division);
            case Heal() -> "heal";
            case Kill(Target target) -> "kill " + TargetNotation.write(target);
            case Terminate(Target target) -> "terminate " + TargetNotation.write(target);
            case Start() -> "start";
            case Ambush(Occasion occasion) -> "ambush " + word(occasion);
            case Disarm() -> "disarm";
            case Pause(Target target) -> "pause " + TargetNotation.write(target);
            case Resume() -> "resume";
            case SkewClocks(Target target, Skew how) ->
                "clock " + TargetNotation.write(target) + " " + SkewNotation.write(how);
            case ResetClocks() -> "reset-clocks";
        };
    }

    static Fault read(String text) {
        String[] words = text.strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "partition" -> new Partition(DivisionNotation.read(rest));
            case "kill" -> new Kill(TargetNotation.read(rest));
            case "terminate" -> new Terminate(TargetNotation.read(rest));
            case "ambush" -> new Ambush(constant("occasion", Occasion.class, rest));
            case "pause" -> new Pause(TargetNotation.read(rest));
            case "heal" -> alone(new Heal(), rest);
            case "start" -> alone(new Start(), rest);
            case "disarm" -> alone(new Disarm(), rest);
            case "resume" -> alone(new Resume(), rest);
            case "clock" -> new SkewClocks(TargetNotation.read(first(rest)), SkewNotation.read(others(rest)));
            case "reset-clocks" -> alone(new ResetClocks(), rest);
            default -> throw unknown("fault", text, FAULTS);
        };
    }

    private static String first(String text) {
        return text.split("\\s+", 2)[0];
    }

    private static String others(String text) {
        String[] parts = text.split("\\s+", 2);
        return parts.length > 1 ? parts[1] : "";
    }

    private static Fault alone(Fault fault, String rest) {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("%s stands alone, but '%s' follows it".formatted(write(fault), rest));
        }
        return fault;
    }

    /** As constants are written: in lower case, with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E constant(String kind, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(kind, text, words(type)));
    }

    static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Notation::word).collect(Collectors.joining(", "));
    }

    static IllegalArgumentException unknown(String kind, String text, String known) {
        return new IllegalArgumentException("unknown %s '%s': must be one of %s".formatted(kind, text, known));
    }
}
