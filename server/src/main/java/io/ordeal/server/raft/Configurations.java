package io.ordeal.server.raft;

import java.util.ArrayList;
import java.util.List;

/**
 * The configurations that a node knows: the one that was in force where its log begins, or its snapshot ends, and those
 * in the log after that.
 *
 * @param placed in the order of the log; never empty
 */
public record Configurations(List<Placed> placed) {

    /** @param index of the entry that carries it */
    public record Placed(long index, Configuration configuration) {}

    public Configurations {
        placed = List.copyOf(placed);
    }

    /** All that is known is which one was in force at {@code index}. */
    static Configurations asOf(long index, Configuration configuration) {
        return new Configurations(List.of(new Placed(index, configuration)));
    }

    /** A server always uses the latest configuration in its log, regardless of whether the entry is committed (§6). */
    Configuration latest() {
        return placed.getLast().configuration();
    }

    /** Index of the entry that carries the latest. */
    long latestIndex() {
        return placed.getLast().index();
    }

    /** The one in force for a log that ends at {@code index}. */
    Configuration at(long index) {
        int i = placed.size() - 1;
        while (i > 0 && placed.get(i).index() > index) {
            i--;
        }
        return placed.get(i).configuration();
    }

    /** Whether the node votes in the latest one that is committed, or in one that may come to be. */
    boolean voteFrom(long commit, NodeId node) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            if (placed.get(i).configuration().votes(node)) {
                return true;
            }
            if (placed.get(i).index() <= commit) {
                return false;
            }
        }
        return false;
    }

    /**
     * The log is another now. Where entries are gone from its end, so are their configurations, and the one before is in
     * force again (§6).
     *
     * @param common index of the last entry that the log has in common with the one before
     */
    Configurations of(RaftLog log, long common) {
        int end = kept(common);
        int begin = 0;
        while (begin + 1 < end && placed.get(begin + 1).index() <= log.base().index()) {
            begin++;
        }
        var all = new ArrayList<Placed>(0);
        for (long i = Math.max(common, log.base().index()) + 1; i <= log.lastIndex(); i++) {
            if (log.at(i).payload() instanceof Configuration configuration) {
                all.add(new Placed(i, configuration));
            }
        }
        if (all.isEmpty() && begin == 0 && end == placed.size()) {
            return this;
        }
        all.addAll(0, placed.subList(begin, end));
        return new Configurations(all);
    }

    /** How many of them stay of a log of which the entries after {@code common} have gone. */
    private int kept(long common) {
        int end = placed.size();
        while (end > 1 && placed.get(end - 1).index() > common) {
            end--;
        }
        return end;
    }
}
