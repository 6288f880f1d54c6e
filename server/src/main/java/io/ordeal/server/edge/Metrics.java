package io.ordeal.server.edge;

import io.ordeal.server.api.Statistics;
import io.ordeal.server.api.Statistics.Operation;
import io.ordeal.server.api.Statistics.Tally;
import io.ordeal.server.node.Figures;
import io.ordeal.server.peer.PeerTraffic;
import io.ordeal.server.raft.NodeId;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A server's numbers under the names that etcd gives them, as far as they mean the same; members are labelled by name.
 * A counter gets its {@code _total} when it is written.
 *
 * @param disk of the log
 * @param peers what has passed between the server and each of the others
 */
record Metrics(DiskMeter disk, SortedMap<NodeId, PeerTraffic> peers) {

    List<MetricSnapshot> of(Figures figures) {
        var all = new ArrayList<MetricSnapshot>();
        all.addAll(raft(figures));
        all.addAll(store(figures.statistics()));
        all.addAll(network());
        all.add(fsyncs());
        all.add(counter("etcd_disk_wal_write_bytes", "Bytes written to the log.", disk.bytes()));
        return all;
    }

    private static List<MetricSnapshot> raft(Figures figures) {
        return List.of(
                gauge("etcd_server_has_leader", "Whether a leader is known: 1 is yes, 0 is no.", figures.hasLeader()),
                gauge("etcd_server_is_leader", "Whether this member leads: 1 is yes, 0 is no.", figures.leads()),
                counter(
                        "etcd_server_leader_changes_seen",
                        "How often a new leader has become known.",
                        figures.leaderChanges()),
                counter(
                        "etcd_server_proposals_committed",
                        "Index of the last entry that is known to be committed.",
                        figures.commit()),
                counter("etcd_server_proposals_applied", "Index of the last entry applied.", figures.applied()),
                gauge(
                        "etcd_server_proposals_pending",
                        "Writes of clients of this member that wait for their result.",
                        figures.proposals().pending()),
                counter(
                        "etcd_server_proposals_failed",
                        "Writes of clients of this member that had no result in time.",
                        figures.proposals().failed()),
                gauge("ordeal_raft_term", "The term that this member is in.", figures.term()),
                counter(
                        "ordeal_snapshots_taken",
                        "Snapshots of its own state that are durable.",
                        figures.snapshots().taken()),
                counter(
                        "ordeal_snapshots_installed",
                        "Snapshots of leaders put in place of its own state.",
                        figures.snapshots().installed()));
    }

    private static List<MetricSnapshot> store(Statistics statistics) {
        var reads = new TreeMap<String, Long>();
        var writes = new TreeMap<String, Long>();
        statistics
                .store()
                .forEach((operation, tally) ->
                        (operation == Operation.GET ? reads : writes).put(action(operation), tally.succeeded()));
        long failed = statistics.store().getOrDefault(Operation.GET, Tally.NONE).failed();
        return List.of(
                byAction("etcd_debugging_store_reads", "Reads answered by this member that found something.", reads),
                counter("ordeal_store_reads_failed", "Reads answered by this member that found nothing.", failed),
                byAction("etcd_debugging_store_writes", "Writes that changed something, of the whole cluster.", writes),
                counter("etcd_debugging_store_expires", "Keys that have expired.", statistics.expired()),
                gauge("etcd_debugging_store_watchers", "Watches that wait for events.", statistics.watchers()));
    }

    private static String action(Operation operation) {
        return switch (operation) {
            case GET -> "get";
            case SET -> "set";
            case DELETE -> "delete";
            case UPDATE -> "update";
            case CREATE -> "create";
            case COMPARE_AND_SWAP -> "compareAndSwap";
            case COMPARE_AND_DELETE -> "compareAndDelete";
        };
    }

    private List<MetricSnapshot> network() {
        return List.of(
                byPeer("etcd_network_peer_sent_bytes", "Bytes sent to other members.", "To", PeerTraffic::sentBytes),
                byPeer(
                        "etcd_network_peer_received_bytes",
                        "Bytes received from other members.",
                        "From",
                        PeerTraffic::receivedBytes),
                byPeer(
                        "etcd_network_peer_sent_failures",
                        "Messages to other members that were not sent.",
                        "To",
                        PeerTraffic::dropped));
    }

    private MetricSnapshot fsyncs() {
        return HistogramSnapshot.builder()
                .name("etcd_disk_wal_fsync_duration_seconds")
                .help("How long it took to make a batch of the log durable.")
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(DiskMeter.bounds(), disk.counts()))
                        .sum(disk.sumSeconds())
                        .build())
                .build();
    }

    private MetricSnapshot byPeer(String name, String help, String label, Function<PeerTraffic, LongAdder> count) {
        var builder = CounterSnapshot.builder().name(name).help(help);
        peers.forEach((peer, traffic) -> builder.dataPoint(
                point(Labels.of(label, peer.value()), count.apply(traffic).sum())));
        return builder.build();
    }

    private static MetricSnapshot byAction(String name, String help, Map<String, Long> counts) {
        var builder = CounterSnapshot.builder().name(name).help(help);
        counts.forEach((action, count) -> builder.dataPoint(point(Labels.of("action", action), count)));
        return builder.build();
    }

    private static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, value))
                .build();
    }

    private static CounterDataPointSnapshot point(Labels labels, long value) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static MetricSnapshot gauge(String name, String help, boolean value) {
        return gauge(name, help, value ? 1 : 0);
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        GaugeDataPointSnapshot.builder().value((double) value).build())
                .build();
    }
}
