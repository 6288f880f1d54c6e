package io.ordeal.docker;

import static java.util.stream.Collectors.joining;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import io.ordeal.nemesis.topology.NodeName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes the nodes of a run and waits until they are a cluster. */
final class Startup {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LAST_WORDS = 15;

    private final Engine engine;
    private final Run run;
    private final SystemUnderTest system;
    private final String image;

    Startup(Engine engine, Run run, SystemUnderTest system, String image) {
        this.engine = engine;
        this.run = run;
        this.system = system;
        this.image = image;
    }

    /** Pods first, since processes live in them. No process has been started yet. */
    SortedMap<NodeName, Node> make(int count) {
        Network network = Network.create(engine, run);
        List<Member> members = IntStream.range(0, count)
                .mapToObj(i -> new Member(new NodeName("n" + (i + 1)), network.address(i)))
                .toList();
        List<Pod> pods = AtOnce.map(members, member -> pod(member, network));
        boolean direct = reachable(members.getFirst());
        var nodes = new TreeMap<NodeName, Node>();
        AtOnce.map(pods, pod -> node(pod, members, direct)).forEach(node -> nodes.put(node.name(), node));
        return nodes;
    }

    /** Starts all processes and waits until every node answers and one of them leads. Tells which one. */
    NodeName await(SortedMap<NodeName, Node> nodes, Consumer<String> progress) {
        AtOnce.each(nodes.values(), Node::start);
        progress.accept("%d nodes of %s are starting".formatted(nodes.size(), system.name()));
        long began = System.nanoTime();
        while (true) {
            var silent = new ArrayList<Node>();
            var leaders = new ArrayList<NodeName>();
            for (Node node : nodes.values()) {
                Optional<Standing> standing = node.standing();
                if (standing.isEmpty()) {
                    silent.add(node);
                } else if (standing.get().leads()) {
                    leaders.add(node.name());
                }
            }
            if (silent.isEmpty() && !leaders.isEmpty()) {
                return leaders.getFirst();
            }
            silent.forEach(Startup::mustRun);
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw stuck(nodes.values(), silent);
            }
            Pacing.pause(POLL);
        }
    }

    private static void mustRun(Node node) {
        var state = node.state();
        if (!Boolean.TRUE.equals(state.getRunning())) {
            throw new DockerProblem("Node %s ended with exit code %d instead of starting. The last it said:%n  %s"
                    .formatted(node.name(), state.getExitCodeLong(), said(node)));
        }
    }

    private static DockerProblem stuck(Collection<Node> nodes, List<Node> silent) {
        Node one = silent.isEmpty() ? nodes.iterator().next() : silent.getFirst();
        String what = silent.isEmpty()
                ? "no node leads"
                : silent.stream().map(node -> node.name().value()).collect(joining(", ", "no answer from ", ""));
        return new DockerProblem("The cluster did not start in %d s: %s. The last that %s said:%n  %s"
                .formatted(LIMIT.toSeconds(), what, one.name(), said(one)));
    }

    private static String said(Node node) {
        List<String> words = node.lastWords(LAST_WORDS);
        return words.isEmpty() ? "(nothing)" : String.join(System.lineSeparator() + "  ", words);
    }

    private record Pod(Member member, String container, Bind data) {}

    private Pod pod(Member member, Network network) {
        Bind data = data(member);
        var port = ExposedPort.tcp(system.clientPort());
        CreateContainerCmd command = container(member, "-pod")
                .withEntrypoint("sleep", "infinity")
                .withHostName(member.name().value())
                .withAliases(member.name().value())
                .withIpv4Address(member.address())
                .withExposedPorts(port)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(network.name())
                        .withIpcMode("shareable")
                        .withBinds(data)
                        .withCapAdd(Capability.NET_ADMIN)
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port)));
        String id = command.exec().getId();
        engine.client().startContainerCmd(id).exec();
        return new Pod(member, id, data);
    }

    /** Outlives the process; the pod sees it, too. */
    private Bind data(Member member) {
        String volume = "ordeal-%s-%s".formatted(run.id(), member.name());
        engine.client()
                .createVolumeCmd()
                .withName(volume)
                .withLabels(run.labels())
                .exec();
        return new Bind(volume, new Volume(SystemUnderTest.DATA));
    }

    private Node node(Pod pod, List<Member> members, boolean direct) {
        Member member = pod.member();
        Shell shell = Shell.open(engine, pod.container());
        var clock = new NodeClock(shell, system.name());
        String container = container(member, "")
                .withCmd(system.command().of(member, members))
                .withEnv(clock.environment())
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("container:" + pod.container())
                        .withIpcMode("container:" + pod.container())
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE))
                        .withBinds(pod.data()))
                .exec()
                .getId();
        var client = direct ? new InetSocketAddress(member.address(), system.clientPort()) : published(pod);
        return new Node(
                member, client, pod.container(), container, shell, new PacketFilter(shell), clock, engine.client());
    }

    private CreateContainerCmd container(Member member, String suffix) {
        return engine.client()
                .createContainerCmd(image)
                .withName("ordeal-%s-%s%s".formatted(run.id(), member.name(), suffix))
                .withLabels(run.labels());
    }

    /**
     * Whether this machine can talk to containers at their own addresses. It is better to: where a port is published, a
     * proxy accepts connections for a node that is dead. Nothing listens there yet, so that being refused is a good sign.
     */
    private boolean reachable(Member member) {
        var address = new InetSocketAddress(member.address(), system.clientPort());
        try (var probe = new HttpConnection(address, Duration.ofSeconds(1))) {
            probe.connect();
            return true;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused");
        } catch (IOException e) {
            return false;
        }
    }

    private InetSocketAddress published(Pod pod) {
        var bindings = engine.client()
                .inspectContainerCmd(pod.container())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(system.clientPort()));
        if (bindings == null || bindings.length == 0) {
            throw new DockerProblem("the engine has not published the client port of "
                    + pod.member().name());
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(bindings[0].getHostPortSpec()));
    }
}
