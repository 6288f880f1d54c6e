package io.ordeal.server.api;

import io.ordeal.server.keys.Text;

/** What can be known of users and roles. */
public sealed interface AuthQuestion {

    /** Whether anybody is asked for them. */
    record Enabled() implements AuthQuestion {}

    record AllUsers() implements AuthQuestion {}

    record OneUser(Text name) implements AuthQuestion {}

    record AllRoles() implements AuthQuestion {}

    record OneRole(Text name) implements AuthQuestion {}
}
