package io.ordeal.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Follows a file in a container that runs, from its end on, line by line. Ends with the container at the latest. */
final class Tail implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Lines lines;

    private Tail(Lines lines) {
        this.lines = lines;
    }

    /** @param line gets each whole line, on a thread of the engine's client */
    static Tail follow(Engine engine, String container, String file, Consumer<String> line) {
        var tail = new Tail(new Lines(line));
        // What was begun in a container goes on when nobody listens any more; with its input it ends.
        String script = "tail -q -n 0 -F '%s' 2>/dev/null & follower=$!; cat >/dev/null; kill $follower".formatted(file);
        String id = engine.client()
                .execCreateCmd(container)
                .withCmd("sh", "-c", script)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .exec()
                .getId();
        engine.client().execStartCmd(id).withStdIn(tail.open()).exec(tail.lines);
        return tail;
    }

    private InputStream open() {
        return new InputStream() {
            @Override
            public int read() {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length == 0 ? 0 : read();
            }
        };
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final Consumer<String> line;
        private final StringBuilder rest = new StringBuilder();

        Lines(Consumer<String> line) {
            this.line = line;
        }

        @Override
        public void onNext(Frame frame) {
            rest.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            int end;
            while ((end = rest.indexOf("\n")) >= 0) {
                String whole = rest.substring(0, end);
                rest.delete(0, end + 1);
                line.accept(whole);
            }
        }

        @Override
        public void onError(Throwable failure) {
            try {
                close();
            } catch (IOException e) {
                // It ends with its container anyway.
            }
        }
    }
}
