package io.ordeal.histories.generate;

import io.ordeal.histories.op.Outcome;

/** An operation on its way. */
final class Call {

    /** What is asked for. */
    enum Verb {
        READ,
        WRITE,
        CAS
    }

    /** How far it has come. */
    enum Phase {
        BEGUN,
        EFFECTIVE,
        REFUSED
    }

    /** When a call takes effect that never does. */
    static final long NEVER = Long.MAX_VALUE;

    final int number;
    final long process;
    final Verb verb;
    /** What a cas expects. */
    final int old;
    /** What is written; or, once it is known, what is read. */
    int value;
    /** When it takes effect, and when it ends, in ticks. */
    final long effect;

    final long end;
    final boolean crashes;
    Phase phase = Phase.BEGUN;

    /** Its invocation as an event, counted from 0. */
    int invokedAt;

    /** Of a read: the latest invocation among the changes that had certainly been made before it began. */
    int settledAt;

    Call(int number, long process, Verb verb, int old, int value, Span span) {
        this.number = number;
        this.process = process;
        this.verb = verb;
        this.old = old;
        this.value = value;
        this.effect = span.effect();
        this.end = span.end();
        this.crashes = span.crashes();
    }

    /** When a call takes effect, which may be later than its end if it crashes, and when it ends. */
    record Span(long effect, long end, boolean crashes) {}

    boolean changes() {
        return verb != Verb.READ;
    }

    /** How it ended, once it has. */
    Outcome outcome() {
        if (crashes) {
            return Outcome.INFO;
        }
        return phase == Phase.REFUSED ? Outcome.FAIL : Outcome.OK;
    }
}
