package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** One thing done to a cluster, with everything symbolic resolved. */
public sealed interface Injection {

    /** Whether there is nobody for it to strike. */
    default boolean strikesNobody() {
        return switch (this) {
            case Cut(Grudge grudge) -> grudge.ignored().isEmpty();
            case Heal() -> false;
            case Kill(SortedSet<NodeName> nodes) -> nodes.isEmpty();
            case Terminate(SortedSet<NodeName> nodes) -> nodes.isEmpty();
            case Ambush _, Disarm _ -> false;
            case Start(SortedSet<NodeName> nodes) -> nodes.isEmpty();
            case Pause(SortedSet<NodeName> nodes) -> nodes.isEmpty();
            case Resume(SortedSet<NodeName> nodes) -> nodes.isEmpty();
            case SkewClocks(SortedSet<NodeName> nodes, Skew _) -> nodes.isEmpty();
            case ResetClocks _ -> false;
        };
    }

    /** Cuts the network between nodes. Replaces a cut that was there. */
    record Cut(Grudge grudge) implements Injection {}

    /**
     * Mends the network between all nodes. Its evidence counts what the cut dropped, link by link, and has taken effect
     * if that was anything.
     */
    record Heal() implements Injection {}

    /** Kills processes at once, as a power failure does: what was not synced may be gone. */
    record Kill(SortedSet<NodeName> nodes) implements Injection {
        public Kill {
            nodes = frozen(nodes);
        }
    }

    /** Asks processes to end, as {@code SIGTERM} does; done once they have. */
    record Terminate(SortedSet<NodeName> nodes) implements Injection {
        public Terminate {
            nodes = frozen(nodes);
        }
    }

    /** From now on the first node to which this happens is killed in that moment. Replaces an ambush that was there. */
    record Ambush(Fault.Occasion occasion) implements Injection {}

    /**
     * Nobody lies in wait any more; the victim, if there was one, runs again when this is done. Its evidence names the
     * victim, and has taken effect if there was one.
     */
    record Disarm() implements Injection {}

    /** Starts processes that are down; done once they run again. */
    record Start(SortedSet<NodeName> nodes) implements Injection {
        public Start {
            nodes = frozen(nodes);
        }
    }

    /** Stops processes where they are, as {@code SIGSTOP} does. */
    record Pause(SortedSet<NodeName> nodes) implements Injection {
        public Pause {
            nodes = frozen(nodes);
        }
    }

    /** Lets paused processes go on, as {@code SIGCONT} does. */
    record Resume(SortedSet<NodeName> nodes) implements Injection {
        public Resume {
            nodes = frozen(nodes);
        }
    }

    /** The clocks of these nodes go wrong, instead of any way in which they were wrong before. */
    record SkewClocks(SortedSet<NodeName> nodes, Skew skew) implements Injection {
        public SkewClocks {
            nodes = frozen(nodes);
        }
    }

    /** All clocks go as they should. */
    record ResetClocks() implements Injection {}

    private static SortedSet<NodeName> frozen(SortedSet<NodeName> nodes) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }
}
