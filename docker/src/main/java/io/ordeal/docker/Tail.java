package io.ordeal.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a file of a node from its end on, line by line, whether the node's process is there or not. */
final class Tail implements AutoCloseable {

    private final Node node;
    private final Lines lines;

    private Tail(Node node, Lines lines) {
        this.node = node;
        this.lines = lines;
    }

    /** @param line gets each whole line, on a thread of the engine's client */
    static Tail follow(Node node, String file, Consumer<String> line) {
        var tail = new Tail(node, new Lines(line));
        // What was begun in a container goes on when nobody listens any more: to end it one must know its number.
        String script = "echo $$; exec tail -q -n 0 -F '%s' 2>/dev/null".formatted(file);
        String id = node.engine()
                .execCreateCmd(node.pod())
                .withCmd("sh", "-c", script)
                .withAttachStdout(true)
                .exec()
                .getId();
        node.engine().execStartCmd(id).exec(tail.lines);
        return tail;
    }

    @Override
    public void close() {
        lines.process().ifPresent(number -> node.shell().run("kill " + number));
        lines.closeQuietly();
    }

    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final Consumer<String> line;
        private final StringBuilder rest = new StringBuilder();
        private volatile Optional<String> process = Optional.empty();

        Lines(Consumer<String> line) {
            this.line = line;
        }

        Optional<String> process() {
            return process;
        }

        @Override
        public void onNext(Frame frame) {
            rest.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            int end;
            while ((end = rest.indexOf("\n")) >= 0) {
                String whole = rest.substring(0, end);
                rest.delete(0, end + 1);
                if (process.isPresent()) {
                    line.accept(whole);
                } else {
                    process = Optional.of(whole);
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            closeQuietly();
        }

        void closeQuietly() {
            try {
                close();
            } catch (IOException e) {
                // It ends with its pod anyway.
            }
        }
    }
}
