package io.ordeal.histories.subject;

import io.ordeal.histories.model.NilRead;
import java.util.List;
import java.util.Set;

/** One subject for each model, as we mean it and, where that differs, as Knossos does. */
public final class Subjects {

    private Subjects() {}

    public static List<Subject<?>> all() {
        return List.of(
                new RegisterSubject(false, NilRead.INITIAL),
                new RegisterSubject(true, NilRead.INITIAL),
                new RegisterSubject(true, NilRead.ANYTHING),
                new MultiRegisterSubject(NilRead.INITIAL),
                new MultiRegisterSubject(NilRead.ANYTHING),
                new MutexSubject(),
                new SetSubject(NilRead.INITIAL),
                new SetSubject(NilRead.ANYTHING),
                new CounterSubject(NilRead.INITIAL),
                new CounterSubject(NilRead.ANYTHING),
                new FifoSubject(),
                new PoolSubject(),
                new EtcdSubject(NilRead.INITIAL, 0, Set.of()),
                new EtcdSubject(NilRead.ANYTHING, 0, Set.of()));
    }
}
