package io.ordeal.server.format;

import java.io.IOException;

/** Bytes that are not what they should be. */
public final class FormatException extends IOException {
    public FormatException(String message) {
        super(message);
    }
}
