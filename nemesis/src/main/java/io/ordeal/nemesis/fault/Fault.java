package io.ordeal.nemesis.fault;

import java.util.Optional;

/**
 * The vocabulary of harm and cure, as plans and schedules name it. Resolved against a view of
 * the cluster it becomes an {@link Injection}. A new fault does not compile until every place that deals with faults
 * says what it does with it.
 */
public sealed interface Fault {

    /** Cuts the network in a shape. */
    record Partition(Shape shape) implements Fault {}

    /** Cures {@link Partition}. */
    record Heal() implements Fault {}

    record Kill(Target target) implements Fault {}

    /** Cures {@link Kill}: starts every node that is down. */
    record Start() implements Fault {}

    record Pause(Target target) implements Fault {}

    /** Cures {@link Pause}: resumes every node that is paused. */
    record Resume() implements Fault {}

    /** The shapes of a partition. Names in reports and plans are these, in lower case with hyphens. */
    enum Shape {
        /** Two random halves; with an odd number of nodes one half is a majority. */
        HALVES,
        /** One random node sees nobody. */
        ISOLATE_ONE,
        /** Whoever leads sees nobody. */
        ISOLATE_LEADER,
        /** Every node sees a majority, but no two the same. */
        MAJORITIES_RING,
        /** Two halves that see each other only through one node. */
        BRIDGE,
        /** Whoever leads is heard, but hears nobody. */
        LEADER_DEAF,
        /** Whoever leads hears everybody, but is heard by nobody. */
        LEADER_MUTE;

        boolean aimsAtLeader() {
            return switch (this) {
                case HALVES, ISOLATE_ONE, MAJORITIES_RING, BRIDGE -> false;
                case ISOLATE_LEADER, LEADER_DEAF, LEADER_MUTE -> true;
            };
        }
    }

    /** What makes it good again; empty for what is a cure itself. */
    default Optional<Fault> cure() {
        return switch (this) {
            case Partition _ -> Optional.of(new Heal());
            case Kill _ -> Optional.of(new Start());
            case Pause _ -> Optional.of(new Resume());
            case Heal _, Start _, Resume _ -> Optional.empty();
        };
    }

    /** As plans and reports have it, such as {@code partition isolate-leader}, {@code kill n2} or {@code heal}. */
    default String text() {
        return Notation.write(this);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException naming what is possible, when it is not one of them
     */
    static Fault parse(String text) {
        return Notation.read(text);
    }
}
