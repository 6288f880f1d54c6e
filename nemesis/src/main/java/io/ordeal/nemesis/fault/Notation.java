package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Fault.Heal;
import io.ordeal.nemesis.fault.Fault.Kill;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Fault.Pause;
import io.ordeal.nemesis.fault.Fault.Resume;
import io.ordeal.nemesis.fault.Fault.Shape;
import io.ordeal.nemesis.fault.Fault.Start;
import io.ordeal.nemesis.fault.Target.All;
import io.ordeal.nemesis.fault.Target.Leader;
import io.ordeal.nemesis.fault.Target.Majority;
import io.ordeal.nemesis.fault.Target.Minority;
import io.ordeal.nemesis.fault.Target.Named;
import io.ordeal.nemesis.fault.Target.One;
import io.ordeal.nemesis.topology.NodeName;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Faults as people write them in plans and read them in reports: {@code kill leader}, {@code partition bridge}. */
final class Notation {

    private static final String FAULTS = "partition SHAPE, heal, kill TARGET, start, pause TARGET or resume";
    private static final String TARGETS = "leader, one, minority, majority, all or a node such as n2";
    private static final Pattern NODE = Pattern.compile("[a-z][a-z0-9-]*[0-9]");

    private Notation() {}

    static String write(Fault fault) {
        return switch (fault) {
            case Partition(Shape shape) -> "partition " + write(shape);
            case Heal() -> "heal";
            case Kill(Target target) -> "kill " + write(target);
            case Start() -> "start";
            case Pause(Target target) -> "pause " + write(target);
            case Resume() -> "resume";
        };
    }

    private static String write(Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String write(Target target) {
        return switch (target) {
            case Named(NodeName node) -> node.value();
            case Leader() -> "leader";
            case One() -> "one";
            case Minority() -> "minority";
            case Majority() -> "majority";
            case All() -> "all";
        };
    }

    static Fault read(String text) {
        String[] words = text.strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "partition" -> new Partition(shape(rest));
            case "kill" -> new Kill(target(rest));
            case "pause" -> new Pause(target(rest));
            case "heal" -> alone(new Heal(), rest);
            case "start" -> alone(new Start(), rest);
            case "resume" -> alone(new Resume(), rest);
            default -> throw unknown("fault", text, FAULTS);
        };
    }

    private static Fault alone(Fault fault, String rest) {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("%s stands alone, but '%s' follows it".formatted(write(fault), rest));
        }
        return fault;
    }

    private static Shape shape(String text) {
        return Arrays.stream(Shape.values())
                .filter(shape -> write(shape).equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "shape",
                        text,
                        Arrays.stream(Shape.values()).map(Notation::write).collect(Collectors.joining(", "))));
    }

    private static Target target(String text) {
        return switch (text) {
            case "leader" -> new Leader();
            case "one" -> new One();
            case "minority" -> new Minority();
            case "majority" -> new Majority();
            case "all" -> new All();
            default -> {
                if (!NODE.matcher(text).matches()) {
                    throw unknown("target", text, TARGETS);
                }
                yield new Named(new NodeName(text));
            }
        };
    }

    private static IllegalArgumentException unknown(String kind, String text, String known) {
        return new IllegalArgumentException("unknown %s '%s': must be one of %s".formatted(kind, text, known));
    }
}
