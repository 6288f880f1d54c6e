package io.ordeal.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Crashes a journal at every step of random runs, lives of several crashes each, and asks what is left: all that was
 * acknowledged, perhaps the one batch that was under way, and nothing else.
 */
class CrashPropertyTest {

    private static final int RUNS = 40 * Integer.getInteger("ordeal.scale", 1);

    @Test
    void keepsWhatItAcknowledgedAndInventsNothing() throws IOException {
        long crashes = 0;
        long cuts = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            var life = new Life(seed);
            life.run();
            crashes += life.crashes;
            cuts += life.cuts;
        }
        assertThat(crashes).as("crashes tried").isGreaterThan(100L * RUNS);
        assertThat(cuts).as("of them with a torn tail").isGreaterThan(crashes / 10);
    }

    private static final class Life {
        private final int seed;
        private final Random random;
        private final long segmentBytes;

        private FakeDisk disk = new FakeDisk();
        private Journal journal;
        private List<Logs.State> states = new ArrayList<>(List.of(Logs.State.EMPTY));
        private long last;
        private long term = 1;
        private int acknowledged;
        private int written;
        private int appends;
        private long crashes;
        private long cuts;

        Life(int seed) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.segmentBytes = 100L + random.nextInt(1000);
            this.journal = recover(disk).journal();
        }

        void run() throws IOException {
            for (int step = 0; step < 60; step++) {
                if (disk.busy() && random.nextInt(3) > 0) {
                    disk.complete();
                } else {
                    append();
                }
                note();
                for (int i = 0; i < 3; i++) {
                    check(disk.crash(random));
                }
                check(disk.crashKeepingAll());
                if (random.nextInt(12) == 0) {
                    goOnAfter(disk.crash(random));
                }
            }
        }

        private void append() {
            long keepThrough = random.nextInt(4) == 0 ? random.nextLong(last + 1) : last;
            term += random.nextInt(8) == 0 ? 1 : 0;
            HardState hard = Logs.hard(term);
            var entries = Logs.entries(term, keepThrough + 1, keepThrough + random.nextInt(4), random);
            states.add(states.getLast().then(hard, keepThrough, entries));
            last = keepThrough + entries.size();
            int mine = states.size() - 1;
            journal.append(hard, keepThrough, entries, () -> acknowledge(mine));
        }

        private void acknowledge(int state) {
            assertThat(state).as("in order, seed " + seed).isEqualTo(acknowledged + 1);
            assertThat(state).as("only what was written, seed " + seed).isLessThanOrEqualTo(written);
            acknowledged = state;
        }

        /** A batch that begins takes all that has gathered. */
        private void note() {
            if (disk.appends() > appends) {
                appends = disk.appends();
                written = states.size() - 1;
            }
        }

        private int check(FakeDisk survivor) throws IOException {
            crashes++;
            Recovered recovered = recover(survivor);
            cuts += recovered.cut().isPresent() ? 1 : 0;
            Logs.State found = Logs.State.of(recovered);
            assertThat(List.of(states.get(acknowledged), states.get(written)))
                    .as("seed " + seed + ", acknowledged " + acknowledged + ", written " + written)
                    .contains(found);
            return found.equals(states.get(written)) ? written : acknowledged;
        }

        private void goOnAfter(FakeDisk survivor) throws IOException {
            int found = check(survivor);
            states = new ArrayList<>(states.subList(0, found + 1));
            acknowledged = found;
            written = found;
            disk = new FakeDisk(survivor.files());
            journal = recover(disk).journal();
            appends = disk.appends();
            last = states.getLast().entries().size();
        }

        private Recovered recover(FakeDisk disk) throws IOException {
            return Journal.recover(disk, EntryId.NONE, segmentBytes, failure -> {
                throw new AssertionError("seed " + seed, failure);
            });
        }
    }
}
