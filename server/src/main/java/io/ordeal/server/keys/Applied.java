package io.ordeal.server.keys;

/** What a command led to. After a refusal, {@code next} is the key space that it was applied to. */
public record Applied(KeySpace next, Result result) {}
