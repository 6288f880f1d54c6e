package io.ordeal.harness.sim;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.RaftState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What must hold of configurations (§6, thesis chapter 4). It does its own arithmetic, and trusts none of the server's. */
final class ConfigurationSafety {

    private final Consumer<String> report;
    private final List<EntryId> committed;

    /** The configurations that were committed, by their index. */
    private final TreeMap<Long, Configuration> decided = new TreeMap<>();

    private final TreeMap<NodeName, InForce> inForce = new TreeMap<>();

    /** @param index of the latest configuration in the log; 0 if that is compacted */
    private record InForce(long start, RaftLog log, long commit, long index, Configuration configuration) {}

    /** @param committed what any node has committed so far; grows */
    ConfigurationSafety(List<EntryId> committed, Consumer<String> report) {
        this.committed = committed;
        this.report = report;
    }

    /** How many configurations were committed. */
    long changes() {
        return decided.size();
    }

    /** The latest that is committed; empty before the first entry is. */
    Optional<Configuration> latest() {
        return Optional.ofNullable(decided.lastEntry()).map(Map.Entry::getValue);
    }

    /** A configuration is committed, for the first time anywhere. */
    void committed(long index, Configuration next) {
        Optional<Configuration> before = latest();
        decided.put(index, next);
        before.ifPresent(last -> changeSafety(last, next));
    }

    /**
     * Voters change by way of a joint configuration of the old and the new ones, so that any two that follow each other
     * overlap (§6); and whoever was removed does not come back.
     */
    private void changeSafety(Configuration last, Configuration next) {
        boolean follows = next.voters().equals(last.voters())
                ? next.outgoing().isEmpty()
                : !last.isJoint() && next.outgoing().equals(last.voters());
        if (!follows) {
            report.accept("configuration safety: " + last + " was followed by " + next);
        }
        if (!next.removed().containsAll(last.removed())
                || next.removed().stream().anyMatch(next::has)) {
            report.accept(
                    "configuration safety: a node that was removed is back: " + last + " was followed by " + next);
        }
    }

    /** Something has happened on a node. All that it knows to be committed has been told before. */
    void check(NodeName node, long start, RaftState raft) {
        InForce before = inForce.get(node);
        InForce now = before == null || before.start() != start
                ? find(start, raft, 0).orElseGet(() -> preceding(start, raft))
                : after(before, raft);
        if (now.equals(before)) {
            return;
        }
        inForce.put(node, now);
        if (now.index() > 0 && (before == null || before.index() != now.index())) {
            oneAtATime(node, now);
        }
        agree(node, now.configuration(), raft);
        if (before == null || !before.configuration().equals(now.configuration())) {
            overlap(node, now);
        }
    }

    /**
     * After every event, the latest configuration in the log, or what precedes it, is the one in force (§6). And nodes
     * that have committed as much agree on the committed one, which so is never lost.
     */
    private void agree(NodeName node, Configuration configuration, RaftState raft) {
        if (!raft.configuration().equals(configuration)) {
            report.accept("configuration safety: " + node + " goes by " + raft.configuration()
                    + ", but its log, or what precedes it, says " + configuration);
        }
        Map.Entry<Long, Configuration> known = decided.floorEntry(raft.commit());
        if (known != null && !raft.committedConfiguration().equals(known.getValue())) {
            report.accept("configuration safety: up to " + raft.commit() + " " + node + " takes "
                    + raft.committedConfiguration() + " for committed, but that is " + known.getValue());
        }
    }

    /** Only what is new in the log is looked at. */
    private InForce after(InForce before, RaftState raft) {
        if (before.log() == raft.log() && before.commit() == raft.commit()) {
            return before;
        }
        long common = before.log().commonPrefix(raft.log());
        boolean kept = before.index() <= common;
        return find(before.start(), raft, kept ? common : 0)
                .orElseGet(() -> kept && before.index() > raft.log().base().index()
                        ? new InForce(before.start(), raft.log(), raft.commit(), before.index(), before.configuration())
                        : preceding(before.start(), raft));
    }

    private static Optional<InForce> find(long start, RaftState raft, long after) {
        RaftLog log = raft.log();
        for (long i = log.lastIndex(); i > Math.max(log.base().index(), after); i--) {
            if (log.at(i).payload() instanceof Configuration configuration) {
                return Optional.of(new InForce(start, log, raft.commit(), i, configuration));
            }
        }
        return Optional.empty();
    }

    private InForce preceding(long start, RaftState raft) {
        Map.Entry<Long, Configuration> last =
                decided.floorEntry(raft.log().base().index());
        Configuration configuration = last == null ? raft.group().boot() : last.getValue();
        return new InForce(start, raft.log(), raft.commit(), 0, configuration);
    }

    /** One change at a time (thesis 4.1): of what is not committed in a log, no more than one is a configuration. */
    private void oneAtATime(NodeName node, InForce now) {
        RaftLog log = now.log();
        for (long i = now.index() - 1; i > log.base().index() && !isCommitted(log.id(i)); i--) {
            if (!isCommitted(log.id(now.index())) && log.at(i).payload() instanceof Configuration) {
                report.accept("configuration safety: " + node + " has begun " + now.configuration() + " while "
                        + log.at(i).payload() + " is not committed");
                return;
            }
        }
    }

    private boolean isCommitted(EntryId id) {
        return id.index() <= committed.size()
                && committed.get((int) id.index() - 1).equals(id);
    }

    /**
     * Any two nodes that can be elected, or commit anything new, go by configurations that have no majorities apart
     * (§6). Those that lack the latest committed configuration can do neither: whoever committed it had a majority of
     * each configuration by which they go.
     */
    private void overlap(NodeName node, InForce now) {
        Map.Entry<Long, Configuration> last = decided.lastEntry();
        if (last == null) {
            return;
        }
        EntryId decision = committed.get((int) (last.getKey() - 1));
        if (!now.log().has(decision)) {
            return;
        }
        inForce.forEach((name, other) -> {
            if (other.log().has(decision) && !overlap(now.configuration(), other.configuration())) {
                report.accept("configuration safety: " + node + " goes by " + now.configuration() + ", " + name + " by "
                        + other.configuration() + ", which can decide without each other");
            }
        });
    }

    /** Whether there is a half of each of which no two majorities are disjoint. */
    private static boolean overlap(Configuration one, Configuration other) {
        return halves(one).stream()
                .anyMatch(half -> halves(other).stream().anyMatch(another -> cannotPart(half, another)));
    }

    private static boolean cannotPart(List<NodeId> one, List<NodeId> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return one.size() / 2 + 1 + other.size() / 2 + 1 > all.size();
    }

    /** Whether these are more than half of the voters, and of the outgoing ones if there are any (thesis 4.3). */
    static boolean isMajority(Configuration configuration, Collection<NodeId> nodes) {
        return halves(configuration).stream()
                .allMatch(half -> 2 * half.stream().filter(nodes::contains).count() > half.size());
    }

    private static List<List<NodeId>> halves(Configuration configuration) {
        return configuration.outgoing().isEmpty()
                ? List.of(configuration.voters())
                : List.of(configuration.voters(), configuration.outgoing());
    }
}
