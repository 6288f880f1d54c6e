package io.ordeal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The Docker engine of this machine, or the one that {@code DOCKER_HOST} names. */
public final class Engine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DockerClient client;
    private final String description;

    private Engine(DockerClient client, String description) {
        this.client = client;
        this.description = description;
    }

    /**
     * Connects to it, and makes sure that it answers.
     *
     * @throws DockerProblem when none does
     */
    public static Engine connect() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        URI host = config.getDockerHost();
        DockerClient client = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(PATIENCE)
                        .build());
        try {
            Version version = client.versionCmd().exec();
            return new Engine(client, "Docker %s at %s".formatted(version.getVersion(), host));
        } catch (RuntimeException e) {
            closeQuietly(client);
            throw new DockerProblem(absence(host, e), e);
        }
    }

    /** Which engine it is, for people. */
    public String description() {
        return description;
    }

    DockerClient client() {
        return client;
    }

    /** The id of the image of that name, if there is one. */
    Optional<String> imageId(String name) {
        try {
            return Optional.ofNullable(client.inspectImageCmd(name).exec().getId());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closeQuietly(client);
    }

    private static String absence(URI host, RuntimeException cause) {
        Path socket = Path.of(host.getPath() == null ? "" : host.getPath());
        boolean local = "unix".equals(host.getScheme());
        String mend;
        if (local && !Files.exists(socket)) {
            mend =
                    "There is no such socket. Start the engine (as root: dockerd &), or name another one in DOCKER_HOST.";
        } else if (local && !Files.isWritable(socket)) {
            mend = "This user may not use the socket. Add the user to its group (usermod -aG docker USER).";
        } else {
            mend = "Start the engine (as root: dockerd &), or name another one in DOCKER_HOST.";
        }
        return "No Docker engine answers at %s (%s). %s".formatted(host, rootOf(cause), mend);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return Objects.requireNonNullElse(root.getMessage(), root.toString());
    }

    private static void closeQuietly(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // What is open to a local socket ends with this process at the latest.
        }
    }
}
