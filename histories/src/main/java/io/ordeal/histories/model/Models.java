package io.ordeal.histories.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** The models that there are, by the names that Knossos has for them. */
public final class Models {

    private static final SequencedMap<String, Known> KNOWN = new LinkedHashMap<>();

    static {
        known("register", "read, write", Register::plain);
        known("cas-register", "read, write, cas [old new]", Register::withCas);
        known("multi-register", "txn, read, write of [[f register value] ...]", MultiRegister::new);
        known("mutex", "acquire, release", _ -> new Mutex());
        known("set", "add, read of all that was added", GrowOnlySet::new);
        known("counter", "add, decr, read, add-and-get and decr-and-get [argument result]", Counter::new);
        known("fifo-queue", "enqueue, dequeue in the same order", _ -> new FifoQueue());
        known("unordered-queue", "enqueue, dequeue in any order", _ -> new UnorderedQueue());
        known("etcd-v2-key", "read, write, create, update, cas, delete, cad, with modifiedIndex", EtcdKey::new);
    }

    private record Known(String operations, Function<NilRead, Model<?>> model) {}

    private Models() {}

    private static void known(String name, String operations, Function<NilRead, Model<?>> model) {
        KNOWN.put(name, new Known(operations, model));
    }

    /** The model called {@code name}, if there is one; {@code nilRead} concerns those that can be read. */
    public static Optional<Model<?>> named(String name, NilRead nilRead) {
        return Optional.ofNullable(KNOWN.get(name)).map(known -> known.model.apply(nilRead));
    }

    /** Every name, and what its operations are, in a line. */
    public static SequencedMap<String, String> operationsByName() {
        var operations = new LinkedHashMap<String, String>();
        KNOWN.forEach((name, known) -> operations.put(name, known.operations));
        return Collections.unmodifiableSequencedMap(operations);
    }
}
