package io.ordeal.harness.sim;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.format.Decoder;
import io.ordeal.server.journal.Journal;
import io.ordeal.server.journal.Recovered;
import io.ordeal.server.journal.SnapshotFiles;
import io.ordeal.server.journal.SnapshotReader;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.RaftState;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What nodes have told each other that rests on their disks: that entries are stored, and whom they voted for. Whenever
 * the power fails, the disk must bear it out; so nothing counts towards a majority that is not durable there.
 */
final class Vows {

    private final TreeMap<NodeName, Vow> vows = new TreeMap<>();

    /**
     * @param stored the node said that its log was stored up to here
     * @param hard the highest term in which it asked for votes or gave one, and to whom
     */
    private record Vow(EntryId stored, HardState hard) {
        static final Vow NONE = new Vow(EntryId.NONE, HardState.INITIAL);

        Vow stored(EntryId last) {
            return new Vow(last, hard);
        }

        Vow voted(long term, NodeId vote) {
            return term > hard.term() ? new Vow(stored, new HardState(term, Optional.of(vote))) : this;
        }
    }

    /** A message leaves a node whose state is {@code raft}. */
    void sent(NodeName from, NodeId to, Message message, RaftState raft) {
        Vow vow = vows.getOrDefault(from, Vow.NONE);
        switch (message) {
            case Accepted accepted
            when accepted.matched() >= raft.log().base().index()
                    && accepted.matched() <= raft.log().lastIndex() ->
                vows.put(from, vow.stored(raft.log().id(accepted.matched())));
            case VoteReply reply when reply.granted() && !reply.pre() -> vows.put(from, vow.voted(reply.term(), to));
            case VoteRequest request when !request.pre() -> vows.put(from, vow.voted(request.term(), raft.self()));
            case Message _ -> {}
        }
    }

    /** The power has failed: tells what the disk does not bear out. */
    Optional<String> brokenBy(NodeName node, SimDisk disk, Optional<RaftState> before) {
        Vow vow = vows.getOrDefault(node, Vow.NONE);
        try {
            Recovered recovered = recover(disk.inspect());
            RaftLog log = recovered.log();
            HardState hard = recovered.hard();
            boolean kept = hard.term() > vow.hard().term()
                    || (hard.term() == vow.hard().term()
                            && hard.vote().equals(vow.hard().vote()))
                    || vow.hard().term() == 0;
            if (!kept) {
                return Optional.of("durability: " + node + " voted for "
                        + vow.hard().vote().map(NodeId::value).orElse("nobody") + " in term "
                        + vow.hard().term()
                        + ", and forgot it");
            }
            // What the node itself had replaced since, by a later leader's word, need not be there.
            boolean owed = before.map(raft -> raft.log().has(vow.stored())).orElse(false);
            if (owed && !log.has(vow.stored())) {
                return Optional.of("durability: " + node + " said that " + vow.stored()
                        + " was stored, but its disk ends at " + log.last());
            }
            return before.filter(raft -> raft.leads() && raft.durable() > log.lastIndex())
                    .map(raft -> "durability: " + node + " counted itself for index " + raft.durable()
                            + ", but its disk ends at " + log.last());
        } catch (IOException e) {
            return Optional.of(
                    "durability: the log of " + node + " cannot be read after a power failure: " + e.getMessage());
        }
    }

    private static Recovered recover(Disk disk) throws IOException {
        SnapshotFiles snapshots = SnapshotFiles.open(disk, new AnySections(), _ -> {});
        return Journal.recover(disk, snapshots.latest().last(), Long.MAX_VALUE, _ -> {});
    }

    /** What is in a snapshot, the node will see when it starts. */
    private static final class AnySections implements SnapshotReader.Sections {
        @Override
        public void take(int number, int version, Decoder payload) {}

        @Override
        public void end() {}
    }
}
