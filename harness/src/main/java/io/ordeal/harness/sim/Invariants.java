package io.ordeal.harness.sim;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.node.Node;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.Payload;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What must hold in every reachable state of the cluster (Figure 3), looked at from outside after every event. Only
 * what an event has changed is looked at.
 */
final class Invariants {

    /** A process: a node that restarts is another one. */
    private record ProcessId(NodeName node, long start) {}

    private final TreeMap<Long, ProcessId> leaders = new TreeMap<>();
    private final TreeMap<EntryId, Long> prefixes = new TreeMap<>();
    private final List<EntryId> committed = new ArrayList<>();
    private final TreeMap<Long, Long> committedByTerm = new TreeMap<>();
    private final TreeMap<Long, Long> digests = new TreeMap<>();
    private final TreeMap<NodeName, Seen> seen = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();
    private final ConfigurationSafety configurations = new ConfigurationSafety(committed, this::report);
    private final DecisionSafety decisions = new DecisionSafety(this::report);
    private long taken;
    private long installed;

    /** What of a process has been looked at. */
    private record Seen(long start, RaftLog log, Snapshot snapshot, long commit, long applied, boolean leading) {}

    /** Every breach found so far, in words. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** How many snapshots nodes have taken of themselves. */
    long taken() {
        return taken;
    }

    /** How many configurations were committed. */
    long changes() {
        return configurations.changes();
    }

    /** The latest configuration that is committed; empty before the first entry is. */
    Optional<Configuration> configuration() {
        return configurations.latest();
    }

    /** How many snapshots that came from another node have been installed. */
    long installed() {
        return installed;
    }

    void report(String breach) {
        broken.add(breach);
    }

    /** A message leaves a host on which Raft is as {@code raft} says. One that was removed is not there much longer. */
    void sent(SimNode host, Message message, RaftState raft) {
        decisions.sent(message, raft);
        if (raft.isRemoved()) {
            check(host);
        }
    }

    /** Looks at {@code host} after something has happened there. After the first breach nothing means anything. */
    void check(SimNode host) {
        Optional<Node> server = host.server();
        RaftState raft = server.map(Node::raft).orElse(null);
        if (raft == null || !broken.isEmpty()) {
            return;
        }
        if (raft.commit() > raft.log().lastIndex()) {
            report("log: " + host.name() + " has committed up to " + raft.commit() + ", but its log ends at "
                    + raft.log().lastIndex());
            return;
        }
        NodeName node = host.name();
        Seen before = seen.get(node);
        boolean starts = false;
        if (before == null || before.start() != host.starts()) {
            starts = true;
            before = new Seen(
                    host.starts(),
                    RaftLog.EMPTY,
                    raft.snapshot(),
                    raft.snapshot().index(),
                    0,
                    false);
        }
        count(before, raft.snapshot());
        if (!snapshotSafety(node, raft)) {
            return;
        }
        logMatching(node, before.log(), raft.log());
        stateMachineSafety(node, before.commit(), raft);
        configurations.check(node, host.starts(), raft);
        decisions.check(node, starts, raft);
        if (raft.leads() && !before.leading()) {
            electionSafety(new ProcessId(node, host.starts()), raft.term());
            leaderCompleteness(node, raft);
        }
        long applied = server.get().state().applied();
        if (applied != before.applied()) {
            sameState(node, applied, server.get().state().digest());
        }
        seen.put(node, new Seen(host.starts(), raft.log(), raft.snapshot(), raft.commit(), applied, raft.leads()));
    }

    private void count(Seen before, Snapshot snapshot) {
        if (!snapshot.equals(before.snapshot())) {
            if (snapshot.index() <= before.commit()) {
                taken++;
            } else {
                installed++;
            }
        }
    }

    /**
     * What a snapshot stands for, and where a compacted log begins, is what was committed (§7). After that, of a log only
     * what it holds needs to be looked at.
     */
    private boolean snapshotSafety(NodeName node, RaftState raft) {
        EntryId base = raft.log().base();
        for (EntryId last : List.of(base, raft.snapshot().last())) {
            if (last.index() > committed.size()
                    || (last.index() > 0
                            && !committed.get((int) last.index() - 1).equals(last))) {
                report("snapshot safety: " + node + " has a snapshot or a log that begins after " + last
                        + ", and that was never committed");
                return false;
            }
        }
        if (base.index() > raft.snapshot().index()) {
            report("snapshot safety: the log of " + node + " begins after " + base + ", but its snapshot ends with "
                    + raft.snapshot().last());
            return false;
        }
        return true;
    }

    /** At most one leader in a term (§5.2). */
    private void electionSafety(ProcessId leader, long term) {
        ProcessId other = leaders.putIfAbsent(term, leader);
        if (other != null && !other.equals(leader)) {
            report("election safety: " + other.node() + " and " + leader.node() + " both led in term " + term);
        }
    }

    /** Logs that have an entry in common are equal up to it (§5.3). */
    private void logMatching(NodeName node, RaftLog before, RaftLog after) {
        if (before == after) {
            return;
        }
        long known = Math.max(before.commonPrefix(after), after.base().index());
        for (long i = known + 1; i <= after.lastIndex(); i++) {
            Entry entry = after.at(i);
            long above = i == 1 ? 0 : prefixes.getOrDefault(after.id(i - 1), 0L);
            long prefix = 31 * above + hash(entry);
            Long other = prefixes.putIfAbsent(entry.id(), prefix);
            if (other != null && other != prefix) {
                report("log matching: the log of " + node + " up to " + entry.id() + " differs from another one's");
            }
        }
    }

    private static long hash(Entry entry) {
        long content = switch (entry.payload()) {
            case Proposal proposal -> 31L * proposal.ticket().hashCode() + Arrays.hashCode(proposal.command());
            case Configuration configuration -> configuration.hashCode();
            case Payload.Nothing() -> 1L;
        };
        return 31 * (31 * entry.term() + entry.index()) + content;
    }

    /** A leader's log holds everything that was committed in the terms before its own (§5.4). */
    private void leaderCompleteness(NodeName node, RaftState raft) {
        Map.Entry<Long, Long> earlier = committedByTerm.lowerEntry(raft.term());
        if (earlier != null) {
            EntryId last = committed.get((int) (earlier.getValue() - 1));
            if (!raft.log().has(last)) {
                report("leader completeness: " + node + " leads in term " + raft.term() + " without " + last
                        + ", which was committed in term " + earlier.getKey());
            }
        }
    }

    /** No two nodes ever commit different entries at the same index (§5.4.3). */
    private void stateMachineSafety(NodeName node, long before, RaftState raft) {
        for (long i = Math.max(before, raft.log().base().index()) + 1; i <= raft.commit(); i++) {
            EntryId entry = raft.log().id(i);
            if (i > committed.size()) {
                committed.add(entry);
                if (raft.log().at(i).payload() instanceof Configuration configuration) {
                    configurations.committed(i, configuration);
                }
                committedByTerm.merge(raft.term(), i, Math::max);
            } else if (!committed.get((int) i - 1).equals(entry)) {
                report("state machine safety: " + node + " has committed " + entry + " at index " + i
                        + ", where another node has " + committed.get((int) i - 1));
                return;
            }
        }
    }

    /** Nodes that have applied as much have the same state. */
    private void sameState(NodeName node, long applied, long digest) {
        Long other = digests.putIfAbsent(applied, digest);
        if (other != null && other != digest) {
            report("state machine safety: after index " + applied + " the state of " + node
                    + " differs from another's");
        }
    }
}
