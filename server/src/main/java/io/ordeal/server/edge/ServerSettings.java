package io.ordeal.server.edge;

import io.ordeal.server.node.Attributes;
import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.node.SnapshotSettings;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server process must be told.
 *
 * @param folder holds all that the server keeps
 * @param listenClients where to take HTTP connections
 * @param advertised where clients of this node are to be sent
 * @param listenPeers where to take other members' connections
 * @param members by name, where the others find them
 * @param joins the cluster is there already, and this server was added to it
 * @param clientTls for clients' connections
 * @param peerTls for connections between members
 * @param token names the cluster
 * @param snapshotCount a snapshot is taken after so many entries
 * @param redirects clients are sent to the leader, instead of their requests
 * @param eventLog where events of the node are written
 * @param cors pages of which origins may use the API
 * @param shortcuts what is done faster than is safe
 */
record ServerSettings(
        NodeId id,
        Path folder,
        List<Url> listenClients,
        Url advertised,
        List<Url> listenPeers,
        SortedMap<NodeId, Url> members,
        boolean joins,
        TlsFiles clientTls,
        TlsFiles peerTls,
        String token,
        Duration heartbeat,
        Duration election,
        long snapshotCount,
        boolean redirects,
        Path eventLog,
        Cors cors,
        Shortcuts shortcuts) {

    private static final int ENTRIES_PER_APPEND = 256;
    private static final long SEGMENT_BYTES = 64 << 20;

    /** As many as etcd keeps for followers that lag. */
    private static final long TAIL_ENTRIES = 5000;

    /** So much of the log, which is in memory, may have no snapshot. */
    private static final long LOG_BYTES = 64 << 20;

    /** Small enough that a heartbeat hardly has to wait for a piece. */
    private static final int PIECE_BYTES = 128 << 10;

    ServerSettings {
        listenClients = List.copyOf(listenClients);
        listenPeers = List.copyOf(listenPeers);
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        if (!members.containsKey(id)) {
            throw new IllegalArgumentException(
                    "--name " + id + " is not in --initial-cluster, which names " + members.keySet());
        }
        demandCertificate(listenClients, clientTls);
        demandCertificate(listenPeers, peerTls);
    }

    private static void demandCertificate(List<Url> urls, TlsFiles tls) {
        urls.stream()
                .filter(Url::isEncrypted)
                .findFirst()
                .filter(_ -> !tls.canServe())
                .ifPresent(url -> {
                    throw new IllegalArgumentException(
                            "'%s' cannot be listened on without --%scert-file and --%skey-file"
                                    .formatted(url, tls.prefix(), tls.prefix()));
                });
    }

    /** etcd's: five seconds for the work, and two elections. */
    Duration requestTimeout() {
        return Duration.ofSeconds(5).plus(election.multipliedBy(2));
    }

    /** Where other members find this one, unless it has moved since. */
    Url peerUrl() {
        return members.getOrDefault(id, advertised);
    }

    NodeSettings node(Standing standing) {
        return new NodeSettings(
                standing.id(),
                new Attributes(id.value(), List.of(advertised.toString())),
                standing.members(this),
                standing.joined(),
                token,
                heartbeat,
                election,
                ENTRIES_PER_APPEND,
                SEGMENT_BYTES,
                requestTimeout(),
                new SnapshotSettings(snapshotCount, LOG_BYTES, TAIL_ENTRIES, PIECE_BYTES),
                redirects,
                shortcuts.leaseReads());
    }

    /**
     * Where a member serves clients, as long as it has not told. Its host is known, and as a rule client and peer ports
     * are as far apart on every member: 4001 and 7001, 2379 and 2380, 12379 and 12380.
     *
     * @param self whether it is this one
     */
    String clientUrl(boolean self, Url peer) {
        if (self) {
            return advertised.toString();
        }
        int distance = peerUrl().port() - advertised.port();
        int port = peer.port() - distance;
        return new Url(advertised.scheme(), peer.host(), port > 0 && port <= 65535 ? port : advertised.port())
                .toString();
    }
}
