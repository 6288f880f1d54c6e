package io.ordeal.server.keys;

/** Bytes that should be a command are not one that this version wrote. */
public final class CorruptCommandException extends RuntimeException {

    CorruptCommandException(String problem) {
        super("not a command: " + problem);
    }

    CorruptCommandException(String problem, RuntimeException cause) {
        super("not a command: " + problem, cause);
    }
}
