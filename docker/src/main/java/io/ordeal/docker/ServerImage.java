package io.ordeal.docker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The image of this project's own server. Of a class path it takes the server's jar and the jars that its manifest
 * names; where the manifest names none, all but the project's other jars.
 *
 * @param classPath jars, and folders of jars
 */
record ServerImage(String classPath) {

    private static final String OWN = "ordeal-";
    private static final String SERVER = "ordeal-server-";

    String provide(Engine engine, Consumer<String> progress) {
        return new ImageBuild("ordeal/server", ImageBuild.dockerfile("Dockerfile"), files(), NodeClock.PROGRAMS)
                .provide(engine, progress);
    }

    /** What goes into the image, by its place there. */
    SortedMap<String, Path> files() {
        List<Path> jars = jars();
        Path server = jars.stream()
                .filter(jar -> nameOf(jar).startsWith(SERVER))
                .findFirst()
                .orElseThrow(() -> new DockerProblem(
                        "There is no %s*.jar on the class path, so no image of the server can be built. Mend: mvn package."
                                .formatted(SERVER)));
        Optional<Set<String>> needed = neededBy(server);
        var files = new TreeMap<String, Path>();
        for (Path jar : jars) {
            String name = nameOf(jar);
            if (needed.map(names -> names.contains(name)).orElse(!name.startsWith(OWN))) {
                files.putIfAbsent("lib/" + name, jar);
            }
        }
        files.put("app/" + nameOf(server), server);
        return files;
    }

    private List<Path> jars() {
        var jars = new ArrayList<Path>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
            if (Files.isDirectory(path)) {
                try (var children = Files.list(path)) {
                    children.filter(ServerImage::isJar).sorted().forEach(jars::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            } else if (isJar(path)) {
                jars.add(path);
            }
        }
        return jars;
    }

    private static Optional<Set<String>> neededBy(Path server) {
        try (var jar = new JarFile(server.toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
                    .map(names -> {
                        var needed = new TreeSet<String>();
                        for (String name : names.strip().split("\\s+", -1)) {
                            needed.add(name.substring(name.lastIndexOf('/') + 1));
                        }
                        return needed;
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJar(Path path) {
        return nameOf(path).endsWith(".jar") && Files.isRegularFile(path);
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
