package io.ordeal.server.edge;

import io.ordeal.server.raft.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of etcd that this server knows, as they were given; with one dash or two. */
final class ServerOptions {

    @Option(
            names = {"--name", "-name"},
            paramLabel = "NAME",
            description = "Name of this member. Default: default")
    private String name = "default";

    @Option(
            names = {"--data-dir", "-data-dir"},
            paramLabel = "FOLDER",
            description = "Where this member keeps its log and snapshots. Default: NAME.ordeal")
    private Optional<Path> dataDir = Optional.empty();

    @Option(
            names = {"--listen-client-urls", "-listen-client-urls"},
            paramLabel = "URL,...",
            description = "Where to serve clients. Default: http://127.0.0.1:4001")
    private String listenClientUrls = "http://127.0.0.1:4001";

    @Option(
            names = {"--advertise-client-urls", "-advertise-client-urls"},
            paramLabel = "URL,...",
            description = "Where clients find this member; the first counts. Default: where it listens")
    private Optional<String> advertiseClientUrls = Optional.empty();

    @Option(
            names = {"--listen-peer-urls", "-listen-peer-urls"},
            paramLabel = "URL,...",
            description = "Where to listen for other members. Default: http://127.0.0.1:7001")
    private String listenPeerUrls = "http://127.0.0.1:7001";

    @Option(
            names = {"--initial-advertise-peer-urls", "-initial-advertise-peer-urls"},
            paramLabel = "URL,...",
            description = "Where other members find this one. Default: where it listens")
    private Optional<String> initialAdvertisePeerUrls = Optional.empty();

    @Option(
            names = {"--initial-cluster", "-initial-cluster"},
            paramLabel = "NAME=URL,...",
            description = "Every member with its peer URL. Default: this one alone")
    private Optional<String> initialCluster = Optional.empty();

    @Option(
            names = {"--initial-cluster-token", "-initial-cluster-token"},
            paramLabel = "TOKEN",
            description = "Names the cluster; members of another are refused. Default: etcd-cluster")
    private String initialClusterToken = "etcd-cluster";

    @Option(
            names = {"--heartbeat-interval", "-heartbeat-interval"},
            paramLabel = "MS",
            description = "How often a leader is heard, in milliseconds. Default: 100")
    private int heartbeatMillis = 100;

    @Option(
            names = {"--election-timeout", "-election-timeout"},
            paramLabel = "MS",
            description = "How long a leader may be silent, in milliseconds. Default: 1000")
    private int electionMillis = 1000;

    @Option(
            names = {"--snapshot-count", "-snapshot-count"},
            paramLabel = "N",
            description = "How many changes there are from one snapshot to the next. Default: 100000")
    private long snapshotCount = 100_000;

    @Option(
            names = {"--initial-cluster-state", "-initial-cluster-state"},
            paramLabel = "new|existing",
            description = "existing: this member was added by POST /v2/members to a cluster that runs, and"
                    + " --initial-cluster names all members of that. Without meaning once there is data. Default: new")
    private String initialClusterState = "new";

    @Option(
            names = {"--enable-v2", "-enable-v2"},
            arity = "0..1",
            paramLabel = "true",
            fallbackValue = "true",
            description = "Accepted for etcd's sake; the v2 API is always on.")
    private boolean enableV2 = true;

    @Option(
            names = {"--cors", "-cors"},
            paramLabel = "ORIGIN,...",
            description = "Pages of these origins may use the API; * is any. Default: none")
    private String cors = "";

    @Option(
            names = {"--redirect", "-redirect"},
            arity = "0..1",
            paramLabel = "true",
            fallbackValue = "true",
            description = "Send clients to the leader by status 307 instead of asking it for them, as etcd 0.4 did.")
    private boolean redirects;

    @Option(
            names = {"--event-log", "-event-log"},
            paramLabel = "FILE",
            description = "Where to write a line of JSON for each election, leader, snapshot and so on."
                    + " Default: events.jsonl in the data folder")
    private Optional<Path> eventLog = Optional.empty();

    @Option(
            names = {"--experimental-lease-reads", "-experimental-lease-reads"},
            arity = "0..1",
            paramLabel = "true",
            fallbackValue = "true",
            description =
                    "A leader answers linearizable reads by itself for nine tenths of an election timeout after a"
                            + " majority has answered it. Faster, and wrong where clocks do not run alike. For all members or none.")
    private boolean leaseReads;

    @Option(
            names = {"--unsafe-no-fsync", "-unsafe-no-fsync"},
            arity = "0..1",
            paramLabel = "true",
            fallbackValue = "true",
            description = "Sync nothing to the disk. Faster, and whatever was accepted may be lost in a power failure.")
    private boolean noFsync;

    @Mixin
    private TlsOptions tls = new TlsOptions();

    /** @throws IllegalArgumentException with a message for the user */
    ServerSettings toSettings() {
        if (!initialClusterState.equals("new") && !initialClusterState.equals("existing")) {
            throw new IllegalArgumentException("--initial-cluster-state must be one of new, existing");
        }
        if (!enableV2) {
            throw new IllegalArgumentException("--enable-v2=false: this server has no other API");
        }
        if (heartbeatMillis < 1 || electionMillis < 3L * heartbeatMillis) {
            throw new IllegalArgumentException("--election-timeout (" + electionMillis
                    + " ms) must be at least three times --heartbeat-interval (" + heartbeatMillis + " ms)");
        }
        if (snapshotCount < 1) {
            throw new IllegalArgumentException("--snapshot-count (" + snapshotCount + ") must be at least 1");
        }
        var listenClients = Url.parseAll(listenClientUrls);
        var listenPeers = Url.parseAll(listenPeerUrls);
        Url advertised =
                advertiseClientUrls.map(Url::parseAll).orElse(listenClients).getFirst();
        Url peerUrl =
                initialAdvertisePeerUrls.map(Url::parseAll).orElse(listenPeers).getFirst();
        Path folder = dataDir.orElse(Path.of(name + ".ordeal"));
        return new ServerSettings(
                new NodeId(name),
                folder,
                listenClients,
                advertised.reachable(),
                listenPeers,
                members(peerUrl.reachable()),
                initialClusterState.equals("existing"),
                tls.clients(),
                tls.peers(),
                initialClusterToken,
                Duration.ofMillis(heartbeatMillis),
                Duration.ofMillis(electionMillis),
                snapshotCount,
                redirects,
                eventLog.orElse(folder.resolve(EventFile.FILE)),
                Cors.parse(cors),
                new Shortcuts(leaseReads, noFsync));
    }

    /** Of a member with several URLs, the first counts. */
    private SortedMap<NodeId, Url> members(Url own) {
        SortedMap<NodeId, Url> members = new TreeMap<>();
        if (initialCluster.isEmpty()) {
            members.put(new NodeId(name), own);
            return members;
        }
        for (String member : initialCluster.get().split(",", -1)) {
            int equals = member.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--initial-cluster: '" + member.strip() + "' is not of the form NAME=http://host:port");
            }
            members.putIfAbsent(
                    new NodeId(member.substring(0, equals).strip()),
                    Url.parse(member.substring(equals + 1).strip()));
        }
        return members;
    }
}
