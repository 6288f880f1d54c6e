package io.ordeal.server.edge;

import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who a server is in its cluster. It finds that out once, when its folder is empty, and goes by it ever after: flags about
 * the beginning say nothing then.
 *
 * @param id under which Raft knows it
 * @param token names the cluster
 * @param founders with whom the cluster began, and where they were reached; none if this server was added to it later
 * @param joined id of the cluster, if this server was added to it later
 * @param removed whether it was removed from the cluster, for ever
 */
record Standing(NodeId id, String token, SortedMap<NodeId, String> founders, Optional<String> joined, boolean removed) {

    Standing {
        founders = Collections.unmodifiableSortedMap(new TreeMap<>(founders));
    }

    /** Of one that is there from the beginning. */
    static Standing founder(ServerSettings settings) {
        var founders = new TreeMap<NodeId, String>();
        settings.members().forEach((node, url) -> founders.put(node, url.toString()));
        return new Standing(settings.id(), settings.token(), founders, Optional.empty(), false);
    }

    /** Of one that was added. */
    static Standing newcomer(NodeId id, String token, String cluster) {
        return new Standing(id, token, Collections.emptySortedMap(), Optional.of(cluster), false);
    }

    /**
     * As it is kept in the folder; if nothing is, as the flags have it, or the cluster that it is to join. Of one that is
     * there from the beginning the flags may yet be mended while the folder has no data.
     *
     * @param fresh whether the folder has no data
     * @throws IOException with a message for the user, if folder and flags do not go together
     */
    static Standing of(ServerSettings settings, boolean fresh, Joining joining) throws IOException {
        Optional<Standing> kept = MemberFile.read(settings.folder());
        if (kept.isPresent() && !(fresh && kept.get().joined().isEmpty())) {
            kept.get().demand(settings);
            return kept.get();
        }
        Standing found = settings.joins() && fresh ? joining.join() : founder(settings);
        MemberFile.write(settings.folder(), found);
        return found;
    }

    private void demand(ServerSettings settings) throws IOException {
        if (removed) {
            throw new RemovedException(settings.folder(), id);
        }
        if (!token.equals(settings.token())) {
            throw new IOException(
                    "the folder %s holds a member of the cluster '%s', not of '%s' as --initial-cluster-token says"
                            .formatted(settings.folder(), token, settings.token()));
        }
        if (!settings.joins() && !fits(founder(settings).founders())) {
            throw new IOException(
                    "the folder %s holds a member of a cluster that began with %s, not with %s as --initial-cluster says; if that has changed since, say --initial-cluster-state existing"
                            .formatted(
                                    settings.folder(),
                                    founders,
                                    founder(settings).founders()));
        }
    }

    /** A node by itself may be reached elsewhere than before. */
    private boolean fits(SortedMap<NodeId, String> flags) {
        return founders.isEmpty()
                || founders.equals(flags)
                || (founders.size() == 1 && founders.keySet().equals(flags.keySet()));
    }

    /** The same, gone for ever. */
    Standing gone() {
        return new Standing(id, token, founders, joined, true);
    }

    /** The members with whom the cluster began; none, if this server was added later. */
    List<NodeSettings.Member> members(ServerSettings settings) {
        return founders.entrySet().stream()
                .map(founder -> new NodeSettings.Member(
                        founder.getKey(),
                        founder.getValue(),
                        settings.clientUrl(founder.getKey().equals(id), Url.parse(founder.getValue()))))
                .toList();
    }
}
