package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Shortcut;
import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.node.Attributes;
import io.ordeal.server.node.Node;
import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A whole cluster in one thread: the real server above simulated clocks, disks and network. The same seed gives the
 * same run. Killing a node is a power failure: what it had not synced may be lost.
 */
public final class SimulatedCluster implements Cluster {

    private final Timeline timeline;
    private final SimNetwork network;
    private final TreeMap<NodeName, SimNode> hosts = new TreeMap<>();
    private final List<NodeName> founders;
    private final SimSettings world;
    private final SplittableRandom chance;
    private final Invariants invariants = new Invariants();
    private final Vows vows = new Vows();
    private final SimFaults faults;
    private final List<Shortcut> shortcuts;

    private SimulatedCluster(int size, SplittableRandom random, List<Shortcut> shortcuts) {
        this.shortcuts = shortcuts;
        this.world = SimSettings.draw(random.split());
        this.timeline = new VirtualTimeline();
        this.network = new SimNetwork(timeline, world, random.split());
        List<NodeSettings.Member> members = IntStream.rangeClosed(1, size)
                .mapToObj(i -> new NodeSettings.Member(
                        new NodeId("n" + i), "http://n" + i + ":7001", "http://n" + i + ":4001"))
                .toList();
        for (NodeSettings.Member member : members) {
            SimNode node = host(member.node(), members, random.split());
            hosts.put(node.name(), node);
        }
        this.founders = List.copyOf(hosts.keySet());
        this.faults = new SimFaults(timeline, network, this::host, hosts::values, vows, invariants);
        this.chance = random.split();
    }

    private SimNode host(NodeId id, List<NodeSettings.Member> members, SplittableRandom random) {
        var name = new NodeName(id.value());
        var settings = new NodeSettings(
                id,
                new Attributes(id.value(), List.of("http://" + id + ":4001")),
                members,
                members.isEmpty() ? Optional.of("simulation") : Optional.empty(),
                "simulation",
                world.heartbeat(),
                world.election(),
                world.entriesPerAppend(),
                world.segmentBytes(),
                Duration.ofSeconds(5).plus(world.election().multipliedBy(2)),
                world.snapshots(),
                false,
                shortcuts.contains(Shortcut.LEASE_READS));
        return new SimNode(name, settings, timeline, world, random, sender(name), this::look, invariants::report);
    }

    /** Something has happened to a node. */
    private void look(SimNode node) {
        invariants.check(node);
        faults.looked(node);
    }

    /** Starts a node that is no member yet. Clients and faults do not get to it before it is one. */
    void startNewcomer(NodeName name) {
        SimNode node = host(new NodeId(name.value()), List.of(), chance.split());
        hosts.put(name, node);
        faults.launch(node);
    }

    /** Something happens to the server of a node, if it runs. */
    void run(NodeName node, Consumer<Node> event) {
        host(node).run(event);
    }

    /** A cluster of {@code size} nodes, named n1 and so on, which have just been started. */
    public static SimulatedCluster start(int size, long seed) {
        return start(size, seed, List.of());
    }

    /** The same, of servers that take these shortcuts. */
    public static SimulatedCluster start(int size, long seed, List<Shortcut> shortcuts) {
        var cluster = new SimulatedCluster(size, new SplittableRandom(seed), shortcuts);
        for (SimNode node : cluster.hosts.values()) {
            cluster.faults.launch(node).ifPresent(why -> {
                throw new IllegalStateException(why);
            });
        }
        return cluster;
    }

    /** Breaches of what must always hold inside the cluster; empty in a correct one. */
    public List<String> findings() {
        return invariants.broken();
    }

    /** The server of a node while its process exists, for those who check it from outside. */
    Optional<Node> server(NodeName node) {
        return host(node).server();
    }

    /** What has happened to a node in its cluster, over all its lives. */
    public List<Occurrence> events(NodeName node) {
        return host(node).events();
    }

    /** How many snapshots nodes have taken of themselves, and how many they have installed from others. */
    public Snapshots snapshots() {
        return new Snapshots(invariants.taken(), invariants.installed());
    }

    /** A breach that somebody has seen from outside. */
    void report(String breach) {
        invariants.report(breach);
    }

    /** What became of every host, and what has happened last, for whoever looks for the cause of a breach. */
    String told() {
        return SimStory.of(hosts.values());
    }

    /** How many configurations were committed. */
    long changes() {
        return invariants.changes();
    }

    /** Snapshots in the cluster so far. */
    public record Snapshots(long taken, long installed) {}

    /** Those that take part by the latest committed configuration. */
    @Override
    public List<NodeName> nodes() {
        return configuration()
                .map(configuration -> configuration.nodes().stream()
                        .map(id -> new NodeName(id.value()))
                        .toList())
                .orElse(founders);
    }

    /** The latest configuration that is committed; empty before the first entry is. */
    Optional<Configuration> configuration() {
        return invariants.configuration();
    }

    /** Every host there ever was, also of nodes that are no members yet, or no more. */
    List<NodeName> hosts() {
        return List.copyOf(hosts.keySet());
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public Wire connect(NodeName node) {
        return new SimWire(timeline, network, host(node));
    }

    @Override
    public void observe(Consumer<View> seen) {
        timeline.execute(() -> seen.accept(view()));
    }

    @Override
    public Optional<String> refusal(Fault fault) {
        return Optional.empty();
    }

    @Override
    public void inject(Injection injection, Consumer<Evidence> done) {
        timeline.execute(() -> done.accept(faults.inject(injection)));
    }

    @Override
    public void close() {
        hosts.values().forEach(SimNode::kill);
    }

    private View view() {
        List<NodeName> leaders = members()
                .filter(node ->
                        !node.isPaused() && raft(node).map(RaftState::leads).orElse(false))
                .sorted(Comparator.comparingLong((SimNode node) ->
                                raft(node).map(RaftState::term).orElse(0L))
                        .reversed())
                .map(SimNode::name)
                .toList();
        return new View(nodes(), leaders, named(node -> !node.isUp()), named(SimNode::isPaused));
    }

    private Network sender(NodeName from) {
        return (to, message) -> {
            raft(host(from)).ifPresent(raft -> {
                vows.sent(from, to, message, raft);
                invariants.sent(host(from), message, raft);
            });
            SimNode target = host(new NodeName(to.value()));
            var sender = new NodeId(from.value());
            network.send(from, target.name(), () -> target.run(server -> server.receive(sender, message)));
        };
    }

    private static Optional<RaftState> raft(SimNode node) {
        return node.server().map(Node::raft);
    }

    private Stream<SimNode> members() {
        return nodes().stream().map(this::host);
    }

    private SortedSet<NodeName> named(Predicate<SimNode> which) {
        return members().filter(which).map(SimNode::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private SimNode host(NodeName name) {
        SimNode node = hosts.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name);
        }
        return node;
    }
}
