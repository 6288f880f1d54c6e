package io.ordeal.harness.cli;

/** Why a command cannot go on: one line for the user, with the cause and what would mend it. */
final class Trouble extends RuntimeException {

    /** The user asked for something that cannot be. */
    static final int USAGE = 254;

    /** The cluster, the store or the harness broke. */
    static final int BROKEN = 255;

    private final int exitCode;

    private Trouble(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static Trouble usage(String message) {
        return new Trouble(USAGE, message);
    }

    static Trouble broken(String message) {
        return new Trouble(BROKEN, message);
    }

    int exitCode() {
        return exitCode;
    }
}
