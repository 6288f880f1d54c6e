package io.ordeal.server.auth;

import io.ordeal.server.keys.Text;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Everything that can change who may do what. */
public sealed interface AuthCommand {

    /** From now on everybody is asked. */
    record Enable() implements AuthCommand {}

    record Disable() implements AuthCommand {}

    /**
     * Creates or changes a user. With roles it only creates; with roles to grant or revoke it only changes.
     *
     * @param hash of a new password
     */
    record PutUser(Text name, Optional<Text> hash, SortedSet<Text> roles, SortedSet<Text> grant, SortedSet<Text> revoke)
            implements AuthCommand {
        public PutUser {
            roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
            grant = Collections.unmodifiableSortedSet(new TreeSet<>(grant));
            revoke = Collections.unmodifiableSortedSet(new TreeSet<>(revoke));
        }

        /** The same with a new password, of which this is the hash. */
        public PutUser with(Text newHash) {
            return new PutUser(name, Optional.of(newHash), roles, grant, revoke);
        }
    }

    record DeleteUser(Text name) implements AuthCommand {}

    /** Creates a role, or with permissions to grant or revoke changes it. */
    record PutRole(Text name, Permissions permissions, Permissions grant, Permissions revoke) implements AuthCommand {}

    record DeleteRole(Text name) implements AuthCommand {}
}
