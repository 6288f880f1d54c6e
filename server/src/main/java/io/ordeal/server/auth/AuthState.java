package io.ordeal.server.auth;

import io.ordeal.server.auth.AuthCommand.DeleteRole;
import io.ordeal.server.auth.AuthCommand.DeleteUser;
import io.ordeal.server.auth.AuthCommand.Disable;
import io.ordeal.server.auth.AuthCommand.Enable;
import io.ordeal.server.auth.AuthCommand.PutRole;
import io.ordeal.server.auth.AuthCommand.PutUser;
import io.ordeal.server.auth.AuthResult.Done;
import io.ordeal.server.auth.AuthResult.Reason;
import io.ordeal.server.auth.AuthResult.Refused;
import io.ordeal.server.auth.AuthResult.RolePut;
import io.ordeal.server.auth.AuthResult.UserPut;
import io.ordeal.server.keys.Text;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Users and roles by their names, and whether they matter. Immutable: a command leads to a new state.
 *
 * @param roles without {@link Role#ROOT}
 */
public record AuthState(boolean enabled, SortedMap<Text, User> users, SortedMap<Text, Role> roles) {

    public static final AuthState EMPTY = new AuthState(false, new TreeMap<>(), new TreeMap<>());

    public AuthState {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    }

    public Optional<User> user(Text name) {
        return Optional.ofNullable(users.get(name));
    }

    public Optional<Role> role(Text name) {
        return name.equals(Role.ROOT.name()) ? Optional.of(Role.ROOT) : Optional.ofNullable(roles.get(name));
    }

    /** All roles, in the order of their names. */
    public List<Role> allRoles() {
        var all = new TreeMap<>(roles);
        all.put(Role.ROOT.name(), Role.ROOT);
        return List.copyOf(all.values());
    }

    /** Those roles of a user that there are. */
    public List<Role> rolesOf(User user) {
        return user.roles().stream().flatMap(name -> role(name).stream()).toList();
    }

    /** Says whether somebody with {@code own} roles may read or write {@code path}, or all that begins with it. */
    public static boolean allow(List<Role> own, Text path, boolean writing, boolean recursive) {
        return own.stream().anyMatch(role -> role.allows(path, writing, recursive));
    }

    public AuthApplied apply(AuthCommand command) {
        return switch (command) {
            case Enable() -> enable();
            case Disable() ->
                enabled ? done(new AuthState(false, users, roles)) : refused(Reason.CONFLICT, "already disabled");
            case PutUser put -> putUser(put);
            case DeleteUser(Text name) -> deleteUser(name);
            case PutRole put -> putRole(put);
            case DeleteRole(Text name) -> deleteRole(name);
        };
    }

    private AuthApplied enable() {
        if (enabled) {
            return refused(Reason.CONFLICT, "already enabled");
        }
        if (!users.containsKey(User.ROOT)) {
            return refused(Reason.CONFLICT, "No root user available, please create one");
        }
        var more = new TreeMap<>(roles);
        more.putIfAbsent(Role.GUEST.name(), Role.GUEST);
        return done(new AuthState(true, users, more));
    }

    private AuthApplied putUser(PutUser put) {
        Optional<User> old = user(put.name());
        boolean changes = !put.grant().isEmpty() || !put.revoke().isEmpty();
        if (changes || (put.roles().isEmpty() && old.isPresent())) {
            return old.map(user -> changeUser(user, put))
                    .orElseGet(() -> refused(Reason.NOT_FOUND, "User " + put.name() + " does not exist."));
        }
        if (put.hash().isEmpty()) {
            return refused(Reason.INVALID, "Cannot create user " + put.name() + " with an empty password");
        }
        if (old.isPresent()) {
            return refused(Reason.CONFLICT, "User " + put.name() + " already exists.");
        }
        return with(
                new User(put.name(), put.hash().get(), put.roles()), put.roles().isEmpty());
    }

    private AuthApplied changeUser(User old, PutUser put) {
        var own = new TreeSet<>(old.roles());
        for (Text role : put.grant()) {
            if (!own.add(role)) {
                return refused(Reason.CONFLICT, "Granting duplicate role " + role + " for user " + put.name());
            }
        }
        for (Text role : put.revoke()) {
            if (!own.remove(role)) {
                return refused(Reason.CONFLICT, "Revoking ungranted role " + role + " for user " + put.name());
            }
        }
        var user = new User(old.name(), put.hash().orElse(old.hash()), own);
        return user.equals(old)
                ? refused(Reason.INVALID, "User not updated. Use grant/revoke/password to update the user.")
                : with(user, false);
    }

    private AuthApplied deleteUser(Text name) {
        if (enabled && name.equals(User.ROOT)) {
            return refused(Reason.FORBIDDEN, "Cannot delete root user while auth is enabled.");
        }
        if (!users.containsKey(name)) {
            return refused(Reason.NOT_FOUND, "User " + name + " does not exist");
        }
        var fewer = new TreeMap<>(users);
        fewer.remove(name);
        return done(new AuthState(enabled, fewer, roles));
    }

    private AuthApplied putRole(PutRole put) {
        Optional<Role> old = role(put.name());
        if (old.filter(Role::isRoot).isPresent()) {
            return rootRole();
        }
        if (!put.grant().isEmpty() || !put.revoke().isEmpty()) {
            return old.map(role -> changeRole(role, put))
                    .orElseGet(() -> refused(Reason.NOT_FOUND, "Role " + put.name() + " does not exist."));
        }
        return old.isPresent()
                ? refused(Reason.CONFLICT, "Role " + put.name() + " already exists.")
                : with(new Role(put.name(), put.permissions()), true);
    }

    private AuthApplied changeRole(Role old, PutRole put) {
        Optional<String> duplicate = old.permissions().duplicate(put.grant());
        if (duplicate.isPresent()) {
            return refused(Reason.CONFLICT, "Granting duplicate " + duplicate.get());
        }
        var role = new Role(old.name(), old.permissions().with(put.grant()).without(put.revoke()));
        return role.equals(old)
                ? refused(Reason.INVALID, "Role not updated. Use grant/revoke to update the role.")
                : with(role, false);
    }

    private AuthApplied deleteRole(Text name) {
        if (name.equals(Role.ROOT.name())) {
            return rootRole();
        }
        if (!roles.containsKey(name)) {
            return refused(Reason.NOT_FOUND, "Role " + name + " doesn't exist.");
        }
        var fewer = new TreeMap<>(roles);
        fewer.remove(name);
        return done(new AuthState(enabled, users, fewer));
    }

    private AuthApplied with(User user, boolean created) {
        var more = new TreeMap<>(users);
        more.put(user.name(), user);
        return new AuthApplied(new AuthState(enabled, more, roles), new UserPut(user, created));
    }

    private AuthApplied with(Role role, boolean created) {
        var more = new TreeMap<>(roles);
        more.put(role.name(), role);
        return new AuthApplied(new AuthState(enabled, users, more), new RolePut(role, created));
    }

    private AuthApplied rootRole() {
        return refused(Reason.FORBIDDEN, "Cannot modify role root: is root role.");
    }

    private static AuthApplied done(AuthState next) {
        return new AuthApplied(next, new Done());
    }

    private AuthApplied refused(Reason reason, String message) {
        return new AuthApplied(this, new Refused(reason, "auth: " + message));
    }
}
