package io.ordeal.docker;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An image that is made from files, and named after what is in them: it is built when there is none of that name. It
 * builds on the images that {@code docker/base-image} made, where that was run, else on those that its Dockerfile names.
 *
 * @param repository its name without tag
 * @param dockerfile the text of its Dockerfile
 * @param files what is in its context, by path
 * @param programs names of this module's C programs, which are in its context under native/
 */
record ImageBuild(String repository, String dockerfile, SortedMap<String, Path> files, List<String> programs) {

    private static final String LABEL = "io.ordeal.image";

    ImageBuild(String repository, String dockerfile, SortedMap<String, Path> files) {
        this(repository, dockerfile, files, List.of());
    }

    /** A Dockerfile of this module. */
    static String dockerfile(String name) {
        return resource(name);
    }

    private static String resource(String name) {
        try (InputStream in = ImageBuild.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that the image is there, and names it. */
    String provide(Engine engine, Consumer<String> progress) {
        SortedMap<String, String> bases = BaseImages.made(engine);
        try {
            String image = repository + ":" + fingerprint(bases);
            if (engine.imageId(image).isEmpty()) {
                progress.accept("building image " + image);
                build(engine, image, bases);
                removeOld(engine, image);
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String fingerprint(SortedMap<String, String> bases) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((dockerfile + bases).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, Path> file : files.entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file.getValue()));
            }
            programs.forEach(program -> digest.update(resource(program).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private void build(Engine engine, String image, SortedMap<String, String> bases) throws IOException {
        Path context = Files.createTempDirectory("ordeal-image-");
        var output = new Output();
        try {
            Files.writeString(context.resolve("Dockerfile"), dockerfile);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                Path copy = context.resolve(file.getKey());
                Files.createDirectories(copy.getParent());
                Files.copy(file.getValue(), copy);
            }
            Files.createDirectories(context.resolve("native"));
            for (String program : programs) {
                Files.writeString(context.resolve("native").resolve(program), resource(program));
            }
            BuildImageCmd command = engine.client()
                    .buildImageCmd(context.toFile())
                    .withRemove(true)
                    .withForcerm(true)
                    .withTags(Set.of(image))
                    .withLabels(Map.of(LABEL, repository));
            bases.forEach(command::withBuildArg);
            command.exec(output).awaitImageId();
        } catch (RuntimeException e) {
            throw new DockerProblem(failure(image, output.lines, bases), e);
        } finally {
            delete(context);
        }
    }

    /** Those of yesterday and before, unless something runs on them. */
    private void removeOld(Engine engine, String current) {
        long yesterday = Instant.now().minus(Duration.ofDays(1)).getEpochSecond();
        engine.client().listImagesCmd().withLabelFilter(Map.of(LABEL, repository)).exec().stream()
                .filter(image -> image.getCreated() < yesterday && image.getRepoTags() != null)
                .flatMap(image -> Stream.of(image.getRepoTags()))
                .filter(tag -> !tag.equals(current))
                .forEach(tag -> {
                    try {
                        engine.client().removeImageCmd(tag).exec();
                    } catch (ConflictException | NotFoundException e) {
                        // In use, or gone already: either way not for us to remove.
                    }
                });
    }

    private static String failure(String image, List<String> said, SortedMap<String, String> bases) {
        String mend = bases.isEmpty()
                ? "%nIt builds on images from a registry. Where none can be reached, run docker/base-image as root."
                : "";
        return "Building the image %s failed. The last it said:%n  %s%s"
                .formatted(image, String.join(System.lineSeparator() + "  ", said), mend.formatted());
    }

    private static void delete(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Keeps the last lines of what a build says. */
    private static final class Output extends BuildImageResultCallback {
        private static final int KEPT = 12;
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onNext(BuildResponseItem item) {
            String line = item.isErrorIndicated() && item.getErrorDetail() != null
                    ? item.getErrorDetail().getMessage()
                    : item.getStream();
            if (line != null && !line.isBlank()) {
                lines.add(line.strip());
            }
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
            super.onNext(item);
        }
    }
}
