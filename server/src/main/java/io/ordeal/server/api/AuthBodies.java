package io.ordeal.server.api;

import io.ordeal.server.auth.AuthState;
import io.ordeal.server.auth.Role;
import io.ordeal.server.auth.User;
import io.ordeal.server.keys.Text;
import java.util.Collection;
import java.util.List;

/** The bodies of answers about users and roles. */
final class AuthBodies {

    private static final int TYPICAL_BYTES = 256;

    private AuthBodies() {}

    static byte[] enabled(boolean enabled) {
        Json json = new Json(TYPICAL_BYTES).openObject().name("enabled");
        return (enabled ? json.yes() : json.no()).closeObject().newline().toBytes();
    }

    /** Of all users; of their roles, those that there are. Null in place of nobody. */
    static byte[] users(AuthState state) {
        Json json = new Json(TYPICAL_BYTES).openObject().name("users");
        if (state.users().isEmpty()) {
            return json.nothing().closeObject().newline().toBytes();
        }
        json.openArray();
        state.users().values().forEach(user -> userWithRoles(json, user, state.rolesOf(user)));
        return json.closeArray().closeObject().newline().toBytes();
    }

    static byte[] userWithRoles(User user, List<Role> roles) {
        Json json = new Json(TYPICAL_BYTES);
        userWithRoles(json, user, roles);
        return json.newline().toBytes();
    }

    private static void userWithRoles(Json json, User user, List<Role> roles) {
        json.openObject().name("user").string(user.name());
        if (!roles.isEmpty()) {
            json.name("roles").openArray();
            roles.forEach(role -> role(json, role));
            json.closeArray();
        }
        json.closeObject();
    }

    /** @param created roles are null in place of none */
    static byte[] user(User user, boolean created) {
        Json json = new Json(TYPICAL_BYTES).openObject().name("user").string(user.name());
        json.name("roles");
        if (created && user.roles().isEmpty()) {
            json.nothing();
        } else {
            texts(json, user.roles());
        }
        return json.closeObject().newline().toBytes();
    }

    static byte[] roles(AuthState state) {
        Json json = new Json(TYPICAL_BYTES).openObject().name("roles").openArray();
        state.allRoles().forEach(role -> role(json, role));
        return json.closeArray().closeObject().newline().toBytes();
    }

    static byte[] role(Role role) {
        Json json = new Json(TYPICAL_BYTES);
        role(json, role);
        return json.newline().toBytes();
    }

    private static void role(Json json, Role role) {
        json.openObject().name("role").string(role.name());
        json.name("permissions").openObject().name("kv").openObject();
        texts(json.name("read"), role.permissions().read());
        texts(json.name("write"), role.permissions().write());
        json.closeObject().closeObject().closeObject();
    }

    private static void texts(Json json, Collection<Text> texts) {
        json.openArray();
        texts.forEach(json::element);
        json.closeArray();
    }
}
