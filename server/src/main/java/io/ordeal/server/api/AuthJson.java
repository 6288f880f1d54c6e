package io.ordeal.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ordeal.server.auth.Permissions;
import io.ordeal.server.keys.Text;
import java.io.IOException;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The JSON that comes with requests to {@code /v2/auth}, read as Go reads it: names in any case, null as if it were not
 * there, and neither unknown fields matter nor what follows the object.
 */
final class AuthJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    Text name = Text.EMPTY;
    Text password = Text.EMPTY;
    SortedSet<Text> roles = new TreeSet<>();
    SortedSet<Text> grantedRoles = new TreeSet<>();
    SortedSet<Text> revokedRoles = new TreeSet<>();
    Permissions permissions = Permissions.NONE;
    Permissions granted = Permissions.NONE;
    Permissions revoked = Permissions.NONE;

    private AuthJson() {}

    /** Reads the value of one field. */
    @FunctionalInterface
    private interface Value {
        void read(String name, JsonParser in) throws IOException;
    }

    /** @throws IOException if it is none */
    static AuthJson user(byte[] body) throws IOException {
        var user = new AuthJson();
        parse(body, (name, in) -> {
            switch (name) {
                case "user" -> user.name = text(in);
                case "password" -> user.password = text(in);
                case "roles" -> user.roles = texts(in);
                case "grant" -> user.grantedRoles = texts(in);
                case "revoke" -> user.revokedRoles = texts(in);
                default -> in.skipChildren();
            }
        });
        return user;
    }

    /** @throws IOException if it is none */
    static AuthJson role(byte[] body) throws IOException {
        var role = new AuthJson();
        parse(body, (name, in) -> {
            switch (name) {
                case "role" -> role.name = text(in);
                case "permissions" -> role.permissions = permissions(in);
                case "grant" -> role.granted = permissions(in);
                case "revoke" -> role.revoked = permissions(in);
                default -> in.skipChildren();
            }
        });
        return role;
    }

    private static void parse(byte[] body, Value value) throws IOException {
        try (JsonParser in = FACTORY.createParser(body)) {
            in.nextToken();
            object(in, value);
        }
    }

    private static void object(JsonParser in, Value value) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(in, JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName().toLowerCase(Locale.ROOT);
            in.nextToken();
            value.read(name, in);
        }
        require(in, JsonToken.END_OBJECT);
    }

    private static Permissions permissions(JsonParser in) throws IOException {
        SortedSet<Text> read = new TreeSet<>();
        SortedSet<Text> write = new TreeSet<>();
        object(in, (name, inside) -> {
            if (name.equals("kv")) {
                object(inside, (way, patterns) -> {
                    switch (way) {
                        case "read" -> read.addAll(texts(patterns));
                        case "write" -> write.addAll(texts(patterns));
                        default -> patterns.skipChildren();
                    }
                });
            } else {
                inside.skipChildren();
            }
        });
        return new Permissions(read, write);
    }

    private static SortedSet<Text> texts(JsonParser in) throws IOException {
        var texts = new TreeSet<Text>();
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return texts;
        }
        require(in, JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(in));
        }
        return texts;
    }

    private static Text text(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return Text.EMPTY;
        }
        require(in, JsonToken.VALUE_STRING);
        return Text.of(in.getText());
    }

    private static void require(JsonParser in, JsonToken expected) throws IOException {
        if (in.currentToken() != expected) {
            throw new IOException("expected " + expected + ", found " + in.currentToken());
        }
    }
}
