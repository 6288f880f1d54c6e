package io.ordeal.server.api;

import io.ordeal.server.auth.AuthState;
import io.ordeal.server.auth.Role;
import io.ordeal.server.keys.Text;
import java.util.List;

/** What a client must be allowed to do for its request. */
public sealed interface Access {

    /** Nothing. */
    record Open() implements Access {}

    /**
     * To use keys.
     *
     * @param path as the client spelled it: with a slash at its end, it is below the directory
     */
    record Keys(Text path, boolean writing, boolean recursive) implements Access {}

    /** To do everything: it has the root role. */
    record Everything() implements Access {}

    /** Says whether somebody with these roles is allowed to. */
    default boolean grantedTo(List<Role> roles) {
        return switch (this) {
            case Open() -> true;
            case Keys(Text path, boolean writing, boolean recursive) ->
                AuthState.allow(roles, path, writing, recursive);
            case Everything() -> roles.contains(Role.ROOT);
        };
    }
}
