package io.ordeal.server.keys;

/**
 * A refusal. It changed nothing and consumed no index.
 *
 * @param cause the key at fault, or the comparison that failed; may be empty
 * @param index of the key space when it refused
 */
public record KeyError(ErrorCode code, Text cause, long index) implements Result, Reading {}
