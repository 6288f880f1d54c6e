package io.ordeal.harness.judge;

/**
 * What a run has shown, from good to bad: of several verdicts the last one counts. Undecided outranks vacuous, because
 * vacuous says that nothing failed.
 */
public enum Verdict {
    /** Everything that was promised was kept, and the run was a real test of it. */
    VALID(0),
    /** Nothing failed, but the run proves nothing. */
    VACUOUS(3),
    /** A checker ran out of its budget. */
    UNKNOWN(2),
    /** A promise was broken. */
    INVALID(1);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
