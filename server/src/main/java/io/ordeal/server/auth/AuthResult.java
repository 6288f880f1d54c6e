package io.ordeal.server.auth;

/** How a command ended. */
public sealed interface AuthResult {

    record Done() implements AuthResult {}

    /** @param created there was none before, and only a password was given */
    record UserPut(User user, boolean created) implements AuthResult {}

    /** @param created there was none before */
    record RolePut(Role role, boolean created) implements AuthResult {}

    /**
     * A refusal, which changed nothing.
     *
     * @param message etcd's
     */
    record Refused(Reason reason, String message) implements AuthResult {}

    /** Why a command was refused. */
    enum Reason {
        INVALID,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT
    }
}
