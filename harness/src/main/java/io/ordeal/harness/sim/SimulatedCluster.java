package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.node.Attributes;
import io.ordeal.server.node.Node;
import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A whole cluster in one thread: the real server above simulated clocks, disks and network. The same seed gives the
 * same run. Killing a node is a power failure: what it had not synced may be lost.
 */
public final class SimulatedCluster implements Cluster {

    private final Timeline timeline;
    private final SimNetwork network;
    private final TreeMap<NodeName, SimNode> nodes = new TreeMap<>();

    /** Nodes that were not there at the beginning. */
    private final TreeMap<NodeName, SimNode> newcomers = new TreeMap<>();

    private final SimSettings world;
    private final SplittableRandom chance;
    private final Invariants invariants = new Invariants();
    private final Vows vows = new Vows();

    private SimulatedCluster(int size, SplittableRandom random) {
        this.world = SimSettings.draw(random.split());
        this.timeline = new VirtualTimeline();
        this.network = new SimNetwork(timeline, world, random.split());
        List<NodeSettings.Member> members = IntStream.rangeClosed(1, size)
                .mapToObj(i -> new NodeSettings.Member(
                        new NodeId("n" + i), "http://n" + i + ":7001", "http://n" + i + ":4001"))
                .toList();
        for (NodeSettings.Member member : members) {
            SimNode node = host(member.node(), members, random.split());
            nodes.put(node.name(), node);
        }
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
                false);
        return new SimNode(
                name, settings, timeline, world, random, sender(name), invariants::check, invariants::report);
    }

    /** Starts a node that is no member yet. Clients and faults do not get to it. */
    void startNewcomer(NodeName name) {
        SimNode node = host(new NodeId(name.value()), List.of(), chance.split());
        newcomers.put(name, node);
        launch(node);
    }

    /** Nodes that were not there at the beginning, members or not. */
    List<NodeName> newcomers() {
        return List.copyOf(newcomers.keySet());
    }

    /** Something happens to the server of a node, if it runs. */
    void run(NodeName node, Consumer<Node> event) {
        host(node).run(event);
    }

    /** A cluster of {@code size} nodes, named n1 and so on, which have just been started. */
    public static SimulatedCluster start(int size, long seed) {
        var cluster = new SimulatedCluster(size, new SplittableRandom(seed));
        for (SimNode node : cluster.nodes.values()) {
            cluster.launch(node).ifPresent(why -> {
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

    /** How many configurations were committed. */
    long changes() {
        return invariants.changes();
    }

    /** Snapshots in the cluster so far. */
    public record Snapshots(long taken, long installed) {}

    @Override
    public List<NodeName> nodes() {
        return List.copyOf(nodes.keySet());
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
        timeline.execute(() -> {
            Evidence evidence = switch (injection) {
                case Injection.Cut(Grudge grudge) -> cut(grudge);
                case Injection.Heal() -> heal();
                case Injection.Kill(SortedSet<NodeName> targets) -> kill(targets);
                case Injection.Start(SortedSet<NodeName> targets) -> start(targets);
                case Injection.Pause(SortedSet<NodeName> targets) -> pause(targets);
                case Injection.Resume(SortedSet<NodeName> targets) -> resume(targets);
            };
            done.accept(evidence);
        });
    }

    @Override
    public void close() {
        nodes.values().forEach(SimNode::kill);
        newcomers.values().forEach(SimNode::kill);
    }

    private View view() {
        List<NodeName> leaders = nodes.values().stream()
                .filter(node ->
                        !node.isPaused() && raft(node).map(RaftState::leads).orElse(false))
                .sorted(Comparator.comparingLong((SimNode node) ->
                                raft(node).map(RaftState::term).orElse(0L))
                        .reversed())
                .map(SimNode::name)
                .toList();
        return new View(nodes(), leaders, named(node -> !node.isUp()), named(SimNode::isPaused));
    }

    private Evidence cut(Grudge grudge) {
        network.cut(grudge);
        long links =
                grudge.ignored().values().stream().mapToLong(Collection::size).sum();
        return Evidence.of(links > 0, Map.of("links cut", links));
    }

    private Evidence heal() {
        SortedMap<String, Long> dropped = network.heal();
        long all = dropped.values().stream().mapToLong(Long::longValue).sum();
        var facts = new TreeMap<String, Object>(dropped);
        facts.put("messages dropped", all);
        return new Evidence(all > 0, facts);
    }

    private Evidence kill(SortedSet<NodeName> targets) {
        var facts = new TreeMap<String, Object>();
        boolean any = false;
        for (NodeName target : targets) {
            SimNode node = host(target);
            any |= node.isUp();
            Optional<RaftState> last = raft(node);
            SimDisk.Loss loss = node.kill();
            vows.brokenBy(target, node.disk(), last).ifPresent(invariants::report);
            facts.put(
                    target.value(), "process gone; " + loss.lost() + " of " + loss.unsynced() + " unsynced bytes lost");
        }
        return new Evidence(any, facts);
    }

    private Evidence start(SortedSet<NodeName> targets) {
        var facts = new TreeMap<String, Object>();
        boolean all = true;
        for (NodeName target : targets) {
            SimNode node = host(target);
            Optional<String> refused = node.isUp() ? Optional.of("was running") : launch(node);
            all &= refused.isEmpty();
            facts.put(target.value(), refused.orElse("runs again"));
        }
        return new Evidence(all && !targets.isEmpty(), facts);
    }

    private Optional<String> launch(SimNode node) {
        try {
            node.start();
            return Optional.empty();
        } catch (IOException e) {
            invariants.report(node.name() + " refuses to start: " + e.getMessage());
            return Optional.of("refuses to start: " + e.getMessage());
        }
    }

    private Evidence pause(SortedSet<NodeName> targets) {
        return each(targets, node -> node.isUp() && !node.isPaused(), SimNode::pause, "stopped");
    }

    private Evidence resume(SortedSet<NodeName> targets) {
        return each(targets, SimNode::isPaused, SimNode::resume, "runs on");
    }

    private Evidence each(
            SortedSet<NodeName> targets, Predicate<SimNode> applies, Consumer<SimNode> action, String done) {
        var facts = new TreeMap<String, Object>();
        boolean all = !targets.isEmpty();
        for (NodeName target : targets) {
            SimNode node = host(target);
            boolean fits = applies.test(node);
            action.accept(node);
            all &= fits;
            facts.put(target.value(), fits ? done : "was not in the state for it");
        }
        return new Evidence(all, facts);
    }

    private Network sender(NodeName from) {
        return (to, message) -> {
            raft(host(from)).ifPresent(raft -> vows.sent(from, to, message, raft));
            SimNode target = host(new NodeName(to.value()));
            var sender = new NodeId(from.value());
            network.send(from, target.name(), () -> target.run(server -> server.receive(sender, message)));
        };
    }

    private static Optional<RaftState> raft(SimNode node) {
        return node.server().map(Node::raft);
    }

    private SortedSet<NodeName> named(Predicate<SimNode> which) {
        return nodes.values().stream().filter(which).map(SimNode::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private SimNode host(NodeName name) {
        SimNode node = nodes.getOrDefault(name, newcomers.get(name));
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name);
        }
        return node;
    }
}
