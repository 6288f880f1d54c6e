package io.ordeal.harness.generate;

/** What a generator answers. */
public sealed interface Next {

    /** Do this. An operation whose time is still to come may be dropped, and the generator asked again. */
    record Emit(Op op, Generator rest) implements Next {}

    /** Nothing before something else has happened. */
    record Pending(Generator rest) implements Next {}

    /** Nothing any more, whatever happens. */
    record Done() implements Next {}
}
