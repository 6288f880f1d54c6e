package io.ordeal.docker;

import io.ordeal.nemesis.cluster.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A distributed store as this module needs to know it: what one node is made of, and how it is started. It answers
 * {@code GET /v2/stats/self} on its client port, as etcd's API has it, which tells whether a node leads.
 *
 * @param name as flags and reports have it
 * @param image where the image of a node comes from; it has iptables and ss
 * @param command what a node is started with, after the image's entry point
 * @param events where in its container a node tells what happens to it, a line of JSON each; empty if it does not
 */
public record SystemUnderTest(
        String name, Image image, int clientPort, int peerPort, Command command, Optional<String> events) {

    /** Where a node keeps its data; it outlives the node's process. */
    static final String DATA = "/data";

    /** Many nodes share few processors and start often, so that a quick start counts for more than speed later. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    @FunctionalInterface
    public interface Image {
        /** Makes sure that the image is there, and names it. */
        String provide(Engine engine, Consumer<String> progress);
    }

    @FunctionalInterface
    public interface Command {
        List<String> of(Member self, List<Member> all);
    }

    /**
     * The Raft key-value server of this project.
     *
     * @param classPath where its jar and those that it needs are: jars, and folders of jars
     */
    public static SystemUnderTest raftkv(String classPath, List<Shortcut> shortcuts) {
        var image = new ServerImage(classPath);
        Command command = (self, all) -> {
            var words = new ArrayList<>(JAVA_OPTIONS);
            words.add("io.ordeal.server.edge.Main");
            words.addAll(flags(self, all));
            shortcuts.forEach(shortcut -> words.add(flag(shortcut)));
            return words;
        };
        return new SystemUnderTest(
                "raftkv", image::provide, 2379, 2380, command, Optional.of(DATA + "/node/events.jsonl"));
    }

    /** Files in a container that are worth keeping after a run, where they are there. */
    List<String> keeps() {
        return events.map(file -> List.of(file, file + ".1")).orElse(List.of());
    }

    private static String flag(Shortcut shortcut) {
        return switch (shortcut) {
            case LEASE_READS -> "--experimental-lease-reads";
            case NO_FSYNC -> "--unsafe-no-fsync";
        };
    }

    /** Real etcd, as Debian packages it. */
    public static SystemUnderTest etcd() {
        Command command = (self, all) -> {
            var words = new ArrayList<>(flags(self, all));
            words.addAll(List.of("--enable-v2=true", "--initial-cluster-state", "new", "--logger", "zap"));
            return words;
        };
        return new SystemUnderTest("etcd", SystemUnderTest::etcdImage, 2379, 2380, command, Optional.empty());
    }

    private static String etcdImage(Engine engine, Consumer<String> progress) {
        return new ImageBuild("ordeal/etcd", ImageBuild.dockerfile("etcd.Dockerfile"), new TreeMap<>())
                .provide(engine, progress);
    }

    private static List<String> flags(Member self, List<Member> all) {
        String cluster = all.stream()
                .map(member -> member.name() + "=" + member.url(2380))
                .collect(Collectors.joining(","));
        return List.of(
                "--name",
                self.name().value(),
                "--data-dir",
                DATA + "/node",
                "--listen-client-urls",
                "http://0.0.0.0:2379",
                "--advertise-client-urls",
                self.url(2379),
                "--listen-peer-urls",
                self.url(2380),
                "--initial-advertise-peer-urls",
                self.url(2380),
                "--initial-cluster",
                cluster,
                "--heartbeat-interval",
                "100",
                "--election-timeout",
                "1000");
    }
}
