package io.ordeal.server.api;

import io.ordeal.server.api.AuthChange.Ready;
import io.ordeal.server.api.AuthChange.WithPassword;
import io.ordeal.server.api.AuthChange.Wrong;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.keys.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What requests to {@code /v2/auth} mean. */
final class AuthRequests {

    private static final Text USERS = Text.of("/v2/auth/users");
    private static final Text ROLES = Text.of("/v2/auth/roles");
    private static final Text ENABLE = Text.of("/v2/auth/enable");
    private static final List<String> OF_ALL = List.of("GET");
    private static final List<String> OF_ONE = List.of("GET", "PUT", "DELETE");

    private AuthRequests() {}

    /** Empty if there is no such path. */
    static Optional<Intent> interpret(Request request, Text path) {
        if (path.equals(ENABLE)) {
            return Optional.of(allowed(request, OF_ONE).orElseGet(() -> enable(request)));
        }
        if (isIn(USERS, path)) {
            return Optional.of(interpret(request, USERS, path));
        }
        return isIn(ROLES, path) ? Optional.of(interpret(request, ROLES, path)) : Optional.empty();
    }

    private static boolean isIn(Text collection, Text path) {
        return path.startsWith(collection)
                && (path.length() == collection.length() || path.byteAt(collection.length()) == '/');
    }

    private static Intent interpret(Request request, Text collection, Text path) {
        int start = Math.min(collection.length() + 1, path.length());
        int end = path.byteAt(path.length() - 1) == '/' ? path.length() - 1 : path.length();
        if (start >= end) {
            AuthQuestion all = collection.equals(USERS) ? new AuthQuestion.AllUsers() : new AuthQuestion.AllRoles();
            return allowed(request, OF_ALL).orElseGet(() -> new Intent.AskAuth(all));
        }
        Text name = path.slice(start, end);
        for (int position = 0; position < name.length(); position++) {
            if (name.byteAt(position) == '/') {
                return new Intent.Answer(Plain.json(400, StatusBodies.message("Invalid path")));
            }
        }
        return allowed(request, OF_ONE)
                .orElseGet(() -> collection.equals(USERS) ? user(request, name) : role(request, name));
    }

    /** The refusal of a method that is none of these. */
    private static Optional<Intent> allowed(Request request, List<String> methods) {
        return methods.contains(request.method())
                ? Optional.empty()
                : Optional.of(new Intent.Answer(Plain.notAllowed(String.join(",", methods))));
    }

    private static Intent enable(Request request) {
        return switch (request.method()) {
            case "GET" -> new Intent.AskAuth(new AuthQuestion.Enabled());
            case "PUT" -> change(new AuthCommand.Enable());
            default -> change(new AuthCommand.Disable());
        };
    }

    private static Intent user(Request request, Text name) {
        return switch (request.method()) {
            case "GET" -> new Intent.AskAuth(new AuthQuestion.OneUser(name));
            case "PUT" -> new Intent.ChangeAuth(putUser(request, name));
            default -> change(new AuthCommand.DeleteUser(name));
        };
    }

    private static AuthChange putUser(Request request, Text name) {
        AuthJson json;
        try {
            json = AuthJson.user(request.body());
        } catch (IOException e) {
            return new Wrong("Invalid JSON in request body.");
        }
        if (!json.name.equals(name)) {
            return new Wrong("User JSON name does not match the name in the URL");
        }
        boolean changes = !json.grantedRoles.isEmpty() || !json.revokedRoles.isEmpty();
        if (changes && !json.roles.isEmpty()) {
            return new Wrong("User JSON contains both roles and grant/revoke");
        }
        var command = new AuthCommand.PutUser(name, Optional.empty(), json.roles, json.grantedRoles, json.revokedRoles);
        return json.password.isEmpty() ? new Ready(command) : new WithPassword(command, json.password);
    }

    private static Intent role(Request request, Text name) {
        return switch (request.method()) {
            case "GET" -> new Intent.AskAuth(new AuthQuestion.OneRole(name));
            case "PUT" -> new Intent.ChangeAuth(putRole(request, name));
            default -> change(new AuthCommand.DeleteRole(name));
        };
    }

    private static AuthChange putRole(Request request, Text name) {
        AuthJson json;
        try {
            json = AuthJson.role(request.body());
        } catch (IOException e) {
            return new Wrong("Invalid JSON in request body.");
        }
        if (!json.name.equals(name)) {
            return new Wrong("Role JSON name does not match the name in the URL");
        }
        boolean changes = !json.granted.isEmpty() || !json.revoked.isEmpty();
        if (changes && !json.permissions.isEmpty()) {
            return new Wrong("Role JSON contains both permissions and grant/revoke");
        }
        return new Ready(new AuthCommand.PutRole(name, json.permissions, json.granted, json.revoked));
    }

    private static Intent change(AuthCommand command) {
        return new Intent.ChangeAuth(new Ready(command));
    }
}
