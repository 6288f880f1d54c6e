package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.fault.Target.All;
import io.ordeal.nemesis.fault.Target.Leader;
import io.ordeal.nemesis.fault.Target.Majority;
import io.ordeal.nemesis.fault.Target.Minority;
import io.ordeal.nemesis.fault.Target.Named;
import io.ordeal.nemesis.fault.Target.One;
import io.ordeal.nemesis.topology.NodeName;
import java.util.regex.Pattern;

/** Targets as people write them: {@code leader}, {@code minority}, {@code n2}. */
final class TargetNotation {

    private static final String TARGETS = "leader, one, minority, majority, all or a node such as n2";
    private static final Pattern NODE = Pattern.compile("[a-z][a-z0-9-]*[0-9]");

    private TargetNotation() {}

    static String write(Target target) {
        return switch (target) {
            case Named(NodeName node) -> node.value();
            case Leader() -> "leader";
            case One() -> "one";
            case Minority() -> "minority";
            case Majority() -> "majority";
            case All() -> "all";
        };
    }

    static Target read(String text) {
        return switch (text) {
            case "leader" -> new Leader();
            case "one" -> new One();
            case "minority" -> new Minority();
            case "majority" -> new Majority();
            case "all" -> new All();
            default -> {
                if (!isNode(text)) {
                    throw Notation.unknown("target", text, TARGETS);
                }
                yield new Named(new NodeName(text));
            }
        };
    }

    static boolean isNode(String text) {
        return NODE.matcher(text).matches();
    }
}
