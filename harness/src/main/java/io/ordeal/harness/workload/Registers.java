package io.ordeal.harness.workload;

import io.ordeal.harness.client.Keyed;
import io.ordeal.harness.client.RegisterClient;
import io.ordeal.harness.generate.EachThread;
import io.ordeal.harness.generate.Generator;
import io.ordeal.harness.generate.Mix;
import io.ordeal.harness.generate.Phases;
import io.ordeal.harness.generate.Repeat;
import io.ordeal.harness.generate.Reserve;
import io.ordeal.harness.generate.Stagger;
import io.ordeal.harness.generate.UntilOk;
import io.ordeal.harness.workload.RegisterOps.Kind;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Reads, writes and compares-and-sets several registers, each of which must be linearizable. */
public final class Registers {

    public static final String NAME = "register";

    /** How long a client waits before it tries again in recovery. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private Registers() {}

    /** @param quorum whether reads must be linearizable */
    public static Workload workload(int keys, boolean quorum) {
        return new Workload(
                NAME,
                operations(keys),
                recovery(keys),
                List.of("read", "write", "cas"),
                new RegisterClient(quorum),
                Register.withCas(NilRead.INITIAL));
    }

    /**
     * Half of the clients do nothing but read: a write that nobody answers does not keep them from seeing what a node that
     * is cut off believes.
     */
    static Generator operations(int keys) {
        var known = RegisterKnowledge.none(keys);
        Generator reads = new RegisterOps(Kind.READ, known);
        Generator changes = new Mix(List.of(new RegisterOps(Kind.WRITE, known), new RegisterOps(Kind.CAS, known)));
        return new Reserve(50, reads, changes);
    }

    /** Every client reads every register until it gets an answer. */
    static Generator recovery(int keys) {
        return new EachThread(new Phases(IntStream.range(0, keys)
                .<Generator>mapToObj(key ->
                        new UntilOk(new Stagger(RETRY, new Repeat("read", new Keyed("r" + key, null).pair()))))
                .toList()));
    }
}
