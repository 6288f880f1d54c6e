package io.ordeal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import io.ordeal.nemesis.topology.NodeName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * One node: its process in a container, and the pod that this lives in, a container that holds the network and does
 * nothing else. The process may come and go; its address, its port and what is dropped on the way to it stay.
 *
 * @param client where clients reach it
 * @param pod which outlives the process
 * @param container of the process
 * @param filter in the pod
 * @param clock which the pod keeps for the process
 */
record Node(
        Member member,
        InetSocketAddress client,
        String pod,
        String container,
        Shell shell,
        PacketFilter filter,
        NodeClock clock,
        DockerClient engine) {

    private static final long END_SECONDS = 20;

    NodeName name() {
        return member.name();
    }

    ContainerState state() {
        return engine.inspectContainerCmd(container).exec().getState();
    }

    boolean running() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    boolean paused() {
        return Boolean.TRUE.equals(state().getPaused());
    }

    void start() {
        engine.startContainerCmd(container).exec();
    }

    /** Sends a signal of which the process ends, such as {@code KILL}; returns once it is gone. */
    void end(String signal) throws IOException {
        engine.killContainerCmd(container).withSignal(signal).exec();
        try (var gone = engine.waitContainerCmd(container).start()) {
            gone.awaitStatusCode(END_SECONDS, TimeUnit.SECONDS);
        }
    }

    void pause() {
        engine.pauseContainerCmd(container).exec();
    }

    void resume() {
        engine.unpauseContainerCmd(container).exec();
    }

    /** What it answers to a question about its role; empty when it does not answer at all. */
    Optional<Standing> standing() {
        return Standing.ask(client);
    }

    /** Copies what the process said since the node was made, over all its lives. */
    void copyLog(OutputStream target) throws IOException {
        try (var log = log(Integer.MAX_VALUE, target)) {
            log.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies a file of the container into a folder, whether the process runs or not; nothing if there is no such file. */
    void copyFile(String path, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(
                engine.copyArchiveFromContainerCmd(container, path).exec())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    Files.copy(tar, folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
                }
            }
        } catch (NotFoundException e) {
            // It has not written any.
        }
    }

    List<String> lastWords(int lines) {
        var words = new ByteArrayOutputStream();
        try (var log = log(lines, words)) {
            log.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            return List.of("its log cannot be read: " + e.getMessage());
        }
        return words.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private ResultCallback.Adapter<Frame> log(int lines, OutputStream target) {
        var command = engine.logContainerCmd(container).withStdOut(true).withStdErr(true);
        return (lines == Integer.MAX_VALUE ? command.withTailAll() : command.withTail(lines))
                .exec(new ResultCallback.Adapter<>() {
                    @Override
                    public void onNext(Frame frame) {
                        try {
                            target.write(frame.getPayload());
                        } catch (IOException e) {
                            onError(e);
                        }
                    }
                });
    }
}
