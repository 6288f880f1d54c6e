package io.ordeal.server.api;

import io.ordeal.server.auth.AuthResult;
import io.ordeal.server.auth.AuthResult.Done;
import io.ordeal.server.auth.AuthResult.Reason;
import io.ordeal.server.auth.AuthResult.Refused;
import io.ordeal.server.auth.AuthResult.RolePut;
import io.ordeal.server.auth.AuthResult.UserPut;
import io.ordeal.server.auth.AuthState;
import io.ordeal.server.auth.Role;
import io.ordeal.server.auth.User;
import io.ordeal.server.keys.Text;
import java.util.ArrayList;
import java.util.Optional;

/** The answers of {@code /v2/auth}; what is the same in all of them is put there by whoever asks for them. */
final class AuthAnswers {

    private AuthAnswers() {}

    static Response told(AuthQuestion question, AuthState state) {
        return switch (question) {
            case AuthQuestion.Enabled() -> Plain.json(200, AuthBodies.enabled(state.enabled()));
            case AuthQuestion.AllUsers() -> Plain.json(200, AuthBodies.users(state));
            case AuthQuestion.OneUser(Text name) ->
                state.user(name)
                        .map(user -> user(user, state))
                        .orElseGet(() -> message(404, "auth: User " + name + " does not exist."));
            case AuthQuestion.AllRoles() -> Plain.json(200, AuthBodies.roles(state));
            case AuthQuestion.OneRole(Text name) ->
                state.role(name)
                        .map(role -> Plain.json(200, AuthBodies.role(role)))
                        .orElseGet(() -> noRole(name));
        };
    }

    /** A user that has a role that does not exist cannot be told. */
    private static Response user(User user, AuthState state) {
        var roles = new ArrayList<Role>();
        for (Text name : user.roles()) {
            Optional<Role> role = state.role(name);
            if (role.isEmpty()) {
                return noRole(name);
            }
            roles.add(role.get());
        }
        return Plain.json(200, AuthBodies.userWithRoles(user, roles));
    }

    private static Response noRole(Text name) {
        return message(404, "auth: Role " + name + " does not exist.");
    }

    static Response changed(AuthResult result) {
        return switch (result) {
            case Done() -> Plain.json(200, new byte[0]);
            case UserPut(User user, boolean created) -> Plain.json(created ? 201 : 200, AuthBodies.user(user, created));
            case RolePut(Role role, boolean created) -> Plain.json(created ? 201 : 200, AuthBodies.role(role));
            case Refused(Reason reason, String message) -> message(status(reason), message);
        };
    }

    static Response message(int status, String message) {
        return Plain.json(status, StatusBodies.message(message));
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
        };
    }
}
