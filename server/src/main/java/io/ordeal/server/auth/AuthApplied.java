package io.ordeal.server.auth;

/** What a command led to. After a refusal, {@code next} is the state that it was applied to. */
public record AuthApplied(AuthState next, AuthResult result) {}
