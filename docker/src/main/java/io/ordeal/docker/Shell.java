package io.ordeal.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a container that stays open, since starting one takes many times as long as what it is asked to do. One
 * script at a time.
 */
final class Shell implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final String END = "ordeal-end ";
    private static final int GONE = 125;

    private final Input input = new Input();
    private final Output output = new Output();
    private final String container;

    /** What a script said, on both streams, and how it ended. */
    record Result(int status, List<String> lines) {
        boolean ok() {
            return status == 0;
        }

        String text() {
            return String.join("; ", lines);
        }
    }

    private Shell(String container) {
        this.container = container;
    }

    static Shell open(Engine engine, String container) {
        var shell = new Shell(container);
        String id = engine.client()
                .execCreateCmd(container)
                .withCmd("sh")
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        engine.client().execStartCmd(id).withStdIn(shell.input).exec(shell.output);
        return shell;
    }

    /** Runs {@code script}; a command that fails does not end it. */
    synchronized Result run(String script) {
        input.feed("{ %s\n} 2>&1; echo \"%s$?\"\n".formatted(script, END));
        var lines = new ArrayList<String>();
        while (true) {
            String line = next();
            if (line.startsWith(END)) {
                return new Result(Integer.parseInt(line.substring(END.length())), lines);
            }
            lines.add(line);
        }
    }

    private String next() {
        try {
            String line = output.lines.poll(output.over ? 0 : PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                output.over = true;
                throw new DockerProblem("the shell in container %s does not answer".formatted(container));
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerProblem("interrupted", e);
        }
    }

    @Override
    public void close() {
        input.close();
        output.closeQuietly();
    }

    /** What is fed to the shell; a read returns as soon as there is anything. */
    private static final class Input extends InputStream {
        private static final byte[] EOF = {};
        private final BlockingQueue<byte[]> scripts = new LinkedBlockingQueue<>();
        private byte[] current = {};
        private int position;

        void feed(String script) {
            scripts.add(script.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            scripts.add(EOF);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == current.length) {
                try {
                    current = scripts.take();
                    position = 0;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return -1;
                }
                if (current.length == 0) {
                    return -1;
                }
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, target, offset, count);
            position += count;
            return count;
        }
    }

    /** What the shell says, cut into lines. */
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder rest = new StringBuilder();
        private volatile boolean over;

        @Override
        public void onComplete() {
            over = true;
            lines.add(END + GONE);
            super.onComplete();
        }

        @Override
        public void onError(Throwable failure) {
            over = true;
            lines.add(END + GONE);
            super.onError(failure);
        }

        @Override
        public void onNext(Frame frame) {
            rest.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            int end;
            while ((end = rest.indexOf("\n")) >= 0) {
                lines.add(rest.substring(0, end));
                rest.delete(0, end + 1);
            }
        }

        void closeQuietly() {
            try {
                close();
            } catch (IOException e) {
                // It ends with its container anyway.
            }
        }
    }
}
