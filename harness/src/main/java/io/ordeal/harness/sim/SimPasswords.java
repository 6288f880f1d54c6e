package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.server.keys.Text;
import io.ordeal.server.ports.Passwords;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Hashes that hide nothing; but they take their time, and depend on the salt. */
final class SimPasswords implements Passwords {

    private static final Duration WORK = Duration.ofMillis(70);

    private final Timeline timeline;
    private final Consumer<Runnable> process;

    /** @param process runs what the node is told, on the node's own loop */
    SimPasswords(Timeline timeline, Consumer<Runnable> process) {
        this.timeline = timeline;
        this.process = process;
    }

    @Override
    public void hash(Text password, byte[] salt, Consumer<Text> done) {
        Text hash = Text.of(HexFormat.of().formatHex(salt) + ":").then(password);
        later(() -> done.accept(hash));
    }

    @Override
    public void check(Text password, Text hash, Consumer<Boolean> done) {
        Text own = hash.slice(Math.min(hash.length(), 2 * SALT_BYTES + 1), hash.length());
        later(() -> done.accept(own.equals(password)));
    }

    private void later(Runnable result) {
        timeline.schedule(WORK, () -> process.accept(result));
    }
}
