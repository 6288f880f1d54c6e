package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.NodeName;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The vocabulary of harm and cure, as plans and schedules name it. Resolved against a view of
 * the cluster it becomes an {@link Injection}. A new fault does not compile until every place that deals with faults
 * says what it does with it.
 */
public sealed interface Fault {

    /** Cuts the network. */
    record Partition(Division division) implements Fault {}

    /** Cures {@link Partition}. */
    record Heal() implements Fault {}

    /** As a power failure: at once, and what was not synced may be gone. */
    record Kill(Target target) implements Fault {}

    /** Asks processes to end, as an operator does. */
    record Terminate(Target target) implements Fault {}

    /** Cures {@link Kill} and {@link Terminate}: starts every node that is down. */
    record Start() implements Fault {}

    /** Lies in wait: the next node to which this happens is killed in that moment. */
    record Ambush(Occasion occasion) implements Fault {}

    /** Cures {@link Ambush}: nobody lies in wait any more, and the victim is started. */
    record Disarm() implements Fault {}

    record Pause(Target target) implements Fault {}

    /** Cures {@link Pause}: resumes every node that is paused. */
    record Resume() implements Fault {}

    /** The clocks of the struck nodes go wrong. */
    record SkewClocks(Target target, Skew skew) implements Fault {}

    /** Cures {@link SkewClocks}: all clocks are right, or as right as a clock can be that must not run backwards. */
    record ResetClocks() implements Fault {}

    /** When an ambush strikes. Names in reports and plans are these, in lower case with hyphens. */
    enum Occasion {
        /** A node asks for votes. */
        ELECTION,
        /** A node has won an election. */
        VICTORY,
        /** A node has begun to send a snapshot to another. */
        SNAPSHOT
    }

    /** Whether it makes something good again, rather than doing harm. */
    default boolean isCure() {
        return switch (this) {
            case Partition _, Kill _, Terminate _, Ambush _, Pause _, SkewClocks _ -> false;
            case Heal _, Start _, Disarm _, Resume _, ResetClocks _ -> true;
        };
    }

    /** What makes it good again; empty for what is a cure itself, and for what is over as soon as it is done. */
    default Optional<Fault> cure() {
        return switch (this) {
            case Partition _ -> Optional.of(new Heal());
            case Kill _, Terminate _ -> Optional.of(new Start());
            case Ambush _ -> Optional.of(new Disarm());
            case Pause _ -> Optional.of(new Resume());
            case SkewClocks _ -> Optional.of(new ResetClocks());
            case Heal _, Start _, Disarm _, Resume _, ResetClocks _ -> Optional.empty();
        };
    }

    /** The package that it belongs to, as flags and plans name it. */
    default String family() {
        return switch (this) {
            case Partition _, Heal _ -> "partition";
            case Kill _, Terminate _, Start _, Ambush _, Disarm _ -> "kill";
            case Pause _, Resume _ -> "pause";
            case SkewClocks _, ResetClocks _ -> "clock";
        };
    }

    /** The nodes that it calls by name. */
    default SortedSet<NodeName> names() {
        return Names.of(this);
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
