package io.ordeal.server.node;

import io.ordeal.server.api.Access;
import io.ordeal.server.api.Credentials;
import io.ordeal.server.api.Credentials.Absent;
import io.ordeal.server.api.Credentials.Basic;
import io.ordeal.server.api.Credentials.Unknown;
import io.ordeal.server.auth.AuthState;
import io.ordeal.server.auth.Role;
import io.ordeal.server.auth.User;
import io.ordeal.server.keys.Text;
import io.ordeal.server.ports.Passwords;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Lets clients do what they are allowed to, by the users and roles that are known here when they are let through. */
final class Gate {

    private final RandomGenerator random;
    private final Passwords passwords;
    private final Supplier<AuthState> auth;

    Gate(RandomGenerator random, Passwords passwords, Supplier<AuthState> auth) {
        this.random = random;
        this.passwords = passwords;
        this.auth = auth;
    }

    /** @param pass is told whether the client is let through: at once, or after its password has been looked at */
    void ask(Access access, Credentials credentials, Consumer<Boolean> pass) {
        AuthState state = auth.get();
        if (!state.enabled() || access instanceof Access.Open) {
            pass.accept(true);
            return;
        }
        switch (credentials) {
            case Absent() ->
                pass.accept(
                        access.grantedTo(state.role(Role.GUEST.name()).stream().toList()));
            case Unknown() -> pass.accept(false);
            case Basic(Text name, Text password) ->
                state.user(name).ifPresentOrElse(user -> ask(access, user, password, pass), () -> pass.accept(false));
        }
    }

    private void ask(Access access, User user, Text password, Consumer<Boolean> pass) {
        passwords.check(password, user.hash(), right -> pass.accept(right && isAllowed(access, user)));
    }

    /** Users and roles may have changed while the password was looked at. */
    private boolean isAllowed(Access access, User checked) {
        AuthState state = auth.get();
        List<Role> roles = state.user(checked.name())
                .filter(user -> user.hash().equals(checked.hash()))
                .map(state::rolesOf)
                .orElse(List.of());
        return !state.enabled() || access.grantedTo(roles);
    }

    /** Hashes a new password. */
    void hash(Text password, Consumer<Text> done) {
        byte[] salt = new byte[Passwords.SALT_BYTES];
        random.nextBytes(salt);
        passwords.hash(password, salt, done);
    }
}
