package io.ordeal.server.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Who takes part (§6, thesis chapter 4). A node goes by the latest configuration in its log, whether or not that is
 * committed. While a configuration is joint, whatever needs a majority needs one of the voters and one of the outgoing
 * voters (thesis 4.3).
 *
 * @param voters in order
 * @param outgoing the voters before the change that is under way; empty unless it is joint
 * @param learners get entries and snapshots, but do not count (thesis 4.2.1)
 * @param addresses where nodes are reached; opaque to Raft
 * @param removed nodes that have gone; they can never come back
 */
public record Configuration(
        List<NodeId> voters,
        List<NodeId> outgoing,
        List<NodeId> learners,
        SortedMap<NodeId, String> addresses,
        List<NodeId> removed)
        implements Payload {

    /** Of a node that waits to be added to a cluster. */
    public static final Configuration NONE = of(List.of());

    public Configuration {
        voters = sorted(voters.stream());
        outgoing = sorted(outgoing.stream());
        learners = sorted(learners.stream());
        addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
        removed = sorted(removed.stream());
    }

    /** These voters, and nothing else. */
    public static Configuration of(List<NodeId> voters) {
        return of(voters, Collections.emptySortedMap());
    }

    /** These voters, and where they are reached. */
    public static Configuration of(List<NodeId> voters, SortedMap<NodeId, String> addresses) {
        return new Configuration(voters, List.of(), List.of(), addresses, List.of());
    }

    /** Whether a change of voters is under way. */
    public boolean isJoint() {
        return !outgoing.isEmpty();
    }

    /** Whether the node's vote counts. */
    public boolean votes(NodeId node) {
        return voters.contains(node) || outgoing.contains(node);
    }

    /** Whether the node takes part, as a voter or a learner. */
    public boolean has(NodeId node) {
        return votes(node) || learners.contains(node);
    }

    /** Whose votes count, each once. */
    public List<NodeId> electorate() {
        return isJoint() ? sorted(Stream.concat(voters.stream(), outgoing.stream())) : voters;
    }

    /** Everybody that takes part. */
    public SortedSet<NodeId> nodes() {
        var nodes = new TreeSet<>(voters);
        nodes.addAll(outgoing);
        nodes.addAll(learners);
        return nodes;
    }

    /** Whether those of whom it is true are a majority; of both halves, if it is joint. */
    public boolean isMajority(Predicate<NodeId> agrees) {
        for (List<NodeId> half : halves()) {
            if (!isMajority(half, agrees)) {
                return false;
            }
        }
        return true;
    }

    /** The highest number that a majority has reached; that majorities of both halves have, if it is joint. */
    public long reached(ToLongFunction<NodeId> number) {
        long least = Long.MAX_VALUE;
        for (List<NodeId> half : halves()) {
            least = Math.min(least, reached(half, number));
        }
        return least;
    }

    /** Agreement requires separate majorities from both the old and the new configuration (§6). */
    private List<List<NodeId>> halves() {
        return isJoint() ? List.of(voters, outgoing) : List.of(voters);
    }

    private static boolean isMajority(List<NodeId> half, Predicate<NodeId> agrees) {
        int agreed = 0;
        for (NodeId node : half) {
            if (agrees.test(node)) {
                agreed++;
            }
        }
        return agreed >= majority(half);
    }

    private static long reached(List<NodeId> half, ToLongFunction<NodeId> number) {
        long[] numbers = new long[half.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number.applyAsLong(half.get(i));
        }
        Arrays.sort(numbers);
        return numbers[numbers.length - majority(half)];
    }

    /** The smallest number of nodes that is more than half of them. */
    private static int majority(List<NodeId> half) {
        return half.size() / 2 + 1;
    }

    /**
     * The configuration that begins a change; joint if voters come or go. Empty if the change is impossible, or changes
     * nothing. The change of a joint configuration is not asked for.
     */
    Optional<Configuration> after(Change change) {
        return switch (change) {
            case Change.Add(NodeId node, String address) ->
                has(node) || removed.contains(node)
                        ? Optional.empty()
                        : Optional.of(new Configuration(
                                voters, outgoing, plus(learners, List.of(node)), at(node, address), removed));
            case Change.Move(NodeId node, String address) ->
                !has(node) || address.equals(addresses.get(node))
                        ? Optional.empty()
                        : Optional.of(new Configuration(voters, outgoing, learners, at(node, address), removed));
            case Change.Promote(List<NodeId> nodes) ->
                nodes.isEmpty() || !learners.containsAll(nodes)
                        ? Optional.empty()
                        : Optional.of(new Configuration(
                                plus(voters, nodes), voters, minus(learners, nodes), addresses, removed));
            case Change.Remove(List<NodeId> nodes) -> without(nodes);
        };
    }

    private Optional<Configuration> without(List<NodeId> nodes) {
        List<NodeId> stay = minus(voters, nodes);
        if (nodes.isEmpty() || !nodes.stream().allMatch(this::has) || stay.isEmpty()) {
            return Optional.empty();
        }
        List<NodeId> old = stay.equals(voters) ? List.of() : voters;
        List<NodeId> gone = nodes.stream().filter(learners::contains).toList();
        return Optional.of(
                new Configuration(stay, old, minus(learners, nodes), addresses, plus(removed, gone)).pruned());
    }

    /** The configuration to which a joint one leads. Whoever has no part in it has gone. */
    Configuration settled() {
        return new Configuration(voters, List.of(), learners, addresses, plus(removed, minus(outgoing, voters)))
                .pruned();
    }

    /** Without addresses of nodes that take no part. */
    private Configuration pruned() {
        var known = new TreeMap<>(addresses);
        known.keySet().retainAll(nodes());
        return new Configuration(voters, outgoing, learners, known, removed);
    }

    private SortedMap<NodeId, String> at(NodeId node, String address) {
        var known = new TreeMap<>(addresses);
        known.put(node, address);
        return known;
    }

    private static List<NodeId> plus(List<NodeId> some, List<NodeId> others) {
        return sorted(Stream.concat(some.stream(), others.stream()));
    }

    private static List<NodeId> minus(List<NodeId> some, List<NodeId> others) {
        var rest = new ArrayList<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static List<NodeId> sorted(Stream<NodeId> nodes) {
        return nodes.sorted().distinct().toList();
    }
}
