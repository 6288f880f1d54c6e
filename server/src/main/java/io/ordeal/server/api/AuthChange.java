package io.ordeal.server.api;

import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.keys.Text;

/** What a request would change of users and roles, before a password has been hashed. */
public sealed interface AuthChange {

    record Ready(AuthCommand command) implements AuthChange {}

    /**
     * To be made ready by the hash of a password.
     *
     * @param command without a hash
     */
    record WithPassword(AuthCommand.PutUser command, Text password) implements AuthChange {}

    /** Nothing: the request is wrong. Only who might change something is told. */
    record Wrong(String message) implements AuthChange {}
}
