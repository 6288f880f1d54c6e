package io.ordeal.harness.sim;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Whatever is decided, a majority of those decides who vote by the decider's own configuration: learners do not count,
 * nor does who was removed, and of a joint configuration each half has to agree (§5.2, §5.3, §6).
 */
final class DecisionSafety {

    private final Consumer<String> report;
    private final TreeMap<NodeName, RaftState> states = new TreeMap<>();

    /** Who voted for whom, by term. */
    private final TreeMap<Long, TreeMap<NodeId, NodeId>> votes = new TreeMap<>();

    DecisionSafety(Consumer<String> report) {
        this.report = report;
    }

    /** Something has happened on a node; one that starts has not been anything before. */
    void check(NodeName node, boolean starts, RaftState raft) {
        raft.hard()
                .vote()
                .ifPresent(vote ->
                        votes.computeIfAbsent(raft.term(), _ -> new TreeMap<>()).put(raft.self(), vote));
        RaftState before = states.put(node, raft);
        boolean led = before != null && !starts && before.leads();
        if (raft.leads() && !(led && before.term() == raft.term())) {
            elected(raft);
        }
        if (led && before.term() == raft.term()) {
            promoted(raft, before);
            if (raft.commit() > before.commit()) {
                committed(raft, before);
            }
        }
    }

    private void elected(RaftState leader) {
        var voters = new TreeSet<NodeId>();
        votes.getOrDefault(leader.term(), new TreeMap<>()).forEach((voter, vote) -> {
            if (vote.equals(leader.self())) {
                voters.add(voter);
            }
        });
        demandMajority(leader.configuration(), voters, leader.self() + " leads in term " + leader.term());
    }

    /**
     * One write to the disk may tell of several entries, and so commit a joint configuration, and then what follows it by
     * the next one. That one begins only once a majority by the one before has the one before.
     */
    private void committed(RaftState leader, RaftState before) {
        Configuration counted = before.configuration();
        SortedSet<NodeId> holders = holders(leader, leader.commit());
        String what = leader.self() + " has committed up to " + leader.commit();
        if (leader.configuration().equals(counted)) {
            demandMajority(counted, holders, what);
            return;
        }
        long index = before.configurations().placed().getLast().index();
        if (index > before.commit()) {
            demandMajority(counted, holders(leader, index), leader.self() + " has gone on from " + index);
        }
        if (!ConfigurationSafety.isMajority(counted, holders)) {
            demandMajority(leader.configuration(), holders, what);
        }
    }

    private SortedSet<NodeId> holders(RaftState leader, long index) {
        EntryId last = leader.log().id(index);
        var holders = new TreeSet<NodeId>();
        states.values().forEach(state -> {
            if (state.log().has(last)) {
                holders.add(state.self());
            }
        });
        return holders;
    }

    private void demandMajority(Configuration configuration, SortedSet<NodeId> nodes, String what) {
        if (!ConfigurationSafety.isMajority(configuration, nodes)) {
            report.accept(
                    "decision safety: " + what + " by " + nodes + " alone, which is no majority of " + configuration);
        }
    }

    /** What a learner lacks when it becomes a voter is no more than a message full (thesis 4.2.1). */
    private void promoted(RaftState leader, RaftState before) {
        if (leader.configuration().equals(before.configuration())) {
            return;
        }
        for (NodeId voter : leader.configuration().voters()) {
            RaftState state = states.get(new NodeName(voter.value()));
            boolean lags = state == null
                    || before.log().lastIndex() - state.log().lastIndex()
                            > leader.group().entriesPerAppend();
            if (before.configuration().learners().contains(voter) && lags) {
                report.accept("decision safety: " + leader.self() + " promotes " + voter + ", which lags");
            }
        }
    }

    /** A leader that hands on because it has gone leads until that is committed (§6). {@code raft} has sent a message. */
    void sent(Message message, RaftState raft) {
        boolean stays = raft.leads() || raft.configurations().placed().getLast().index() <= raft.commit();
        if (message instanceof Message.TimeoutNow && !stays) {
            report.accept("decision safety: " + raft.self() + " hands on before it is decided that it has gone: "
                    + raft.configuration());
        }
    }
}
