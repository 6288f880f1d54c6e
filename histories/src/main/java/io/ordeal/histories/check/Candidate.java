package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoding;
import java.util.Optional;

/** What is going to be checked by itself, but is not made ready for that before its turn comes. */
interface Candidate<S> {

    /** Of which object it is; empty where there is but one. */
    Optional<Object> key();

    /** How many operations it has. */
    int size();

    /** How many of them succeeded. */
    int succeeded();

    /** How much more memory it will take once it is ready. */
    long bytes();

    /**
     * Makes it ready. To be called once only, unless {@code now} threw something.
     *
     * @param now called time and again; what it throws ends this
     */
    Part<S> part(Runnable now);

    /** One that is ready. */
    static <S> Candidate<S> of(Optional<Object> key, Encoding<S> encoding) {
        return new Ready<>(Part.of(key, encoding));
    }

    /** Somebody has made it ready before. */
    record Ready<S>(Part<S> part) implements Candidate<S> {

        @Override
        public Optional<Object> key() {
            return part.key();
        }

        @Override
        public int size() {
            return part.encoding().columns().size();
        }

        @Override
        public int succeeded() {
            return part.succeeded();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Part<S> part(Runnable now) {
            return part;
        }
    }
}
