package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a jar to a running cluster. */
@NeedsEngine
class ServerImageIT {

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();
    private final List<String> images = new ArrayList<>();
    private Engine engine;

    @BeforeEach
    void connect() {
        engine = Engine.connect();
    }

    @AfterEach
    void disconnect() {
        images.stream()
                .distinct()
                .forEach(image ->
                        engine.client().removeImageCmd(image).withForce(true).exec());

        engine.close();
    }

    @Test
    void theImageIsBuiltAgainOnlyWhenAJarChanges() throws IOException {
        jar("one");
        String first = provide();
        assertThat(progress).isEqualTo(List.of("building image " + first));
        assertThat(provide()).isEqualTo(first);
        assertThat(progress).hasSize(1);
        jar("two");
        assertThat(provide()).isNotEqualTo(first);
        assertThat(progress).hasSize(2);
    }

    @Test
    void fiveNodesOfItStartAndStop() throws IOException {
        jar("cluster");
        var system = new SystemUnderTest(
                "stand-in",
                (anEngine, lines) -> {
                    images.add(image().provide(anEngine, lines));
                    return images.getLast();
                },
                2379,
                2380,
                (self, _) -> List.of(StandIn.class.getName(), self.name().value()),
                Optional.of("/etc/hostname"));
        var timeline = new RealTimeline();
        try (var cluster = DockerCluster.start(
                engine, new DockerCluster.Setup(system, 5, folder.resolve("logs")), timeline, progress::add)) {
            progress.forEach(System.out::println);
            View view = timeline.await(Duration.ofSeconds(10), cluster::observe);
            assertThat(view)
                    .isEqualTo(
                            new View(cluster.nodes(), List.of(new NodeName("n1")), new TreeSet<>(), new TreeSet<>()));
        }
        assertThat(folder.resolve("logs/n5/server.log")).hasContent("up");
        assertThat(folder.resolve("logs/n5/hostname")).isNotEmptyFile();
        assertThat(folder.resolve("logs/n5/all")).doesNotExist();
    }

    @Test
    void aBuildThatFailsIsAnErrorWithItsLastWords() {
        var build = new ImageBuild(
                "ordeal/broken",
                "ARG BASE_IMAGE=debian:bookworm-slim\nFROM ${BASE_IMAGE}\nRUN echo alas >&2; exit 7\n",
                new TreeMap<>());
        assertThatThrownBy(() -> build.provide(engine, progress::add))
                .isInstanceOf(DockerProblem.class)
                .hasMessageContaining("Building the image ordeal/broken:")
                .hasMessageContaining("alas")
                .hasMessageContaining("7");
    }

    private ServerImage image() {
        return new ServerImage(folder.toString());
    }

    private String provide() {
        long began = System.nanoTime();
        images.add(image().provide(engine, progress::add));
        System.out.printf(
                "image provided in %d ms%n",
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return images.getLast();
    }

    private void jar(String version) throws IOException {
        String name = StandIn.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("ordeal-server-0.jar")));
                InputStream code = StandIn.class.getResourceAsStream("/" + name)) {
            assertThat(code).isNotNull();
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.putNextEntry(new JarEntry("version-" + version));
        }
        Files.writeString(folder.resolve("other-1.jar"), version);
    }
}
