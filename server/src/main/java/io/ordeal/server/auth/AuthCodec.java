package io.ordeal.server.auth;

import io.ordeal.server.auth.AuthCommand.DeleteRole;
import io.ordeal.server.auth.AuthCommand.DeleteUser;
import io.ordeal.server.auth.AuthCommand.Disable;
import io.ordeal.server.auth.AuthCommand.Enable;
import io.ordeal.server.auth.AuthCommand.PutRole;
import io.ordeal.server.auth.AuthCommand.PutUser;
import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.keys.Text;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Commands as bytes for the log, and states as bytes for snapshots. Both begin with a byte that no command for the key
 * space begins with. Whoever keeps them sees to it that no bit of them changes.
 */
public final class AuthCodec {

    private static final int COMMAND = 0x41;
    private static final int STATE = 0x61;
    private static final int TEXT_BYTES = 4;
    private static final int USER_BYTES = 3 * TEXT_BYTES;

    private AuthCodec() {}

    /** Says whether {@code bytes} are a command of this kind, or would be one if they were unharmed. */
    public static boolean isCommand(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == COMMAND;
    }

    public static byte[] encode(AuthCommand command) {
        var out = new Encoder().int8(COMMAND);
        switch (command) {
            case Enable() -> out.int8(1);
            case Disable() -> out.int8(2);
            case PutUser(Text name, Optional<Text> hash, var roles, var grant, var revoke) -> {
                text(out.int8(3), name);
                out.bool(hash.isPresent());
                hash.ifPresent(there -> text(out, there));
                texts(texts(texts(out, roles), grant), revoke);
            }
            case DeleteUser(Text name) -> text(out.int8(4), name);
            case PutRole(Text name, Permissions permissions, Permissions grant, Permissions revoke) ->
                permissions(permissions(permissions(text(out.int8(5), name), permissions), grant), revoke);
            case DeleteRole(Text name) -> text(out.int8(6), name);
        }
        return out.toBytes();
    }

    /** @throws FormatException if {@code bytes} did not come from {@link #encode(AuthCommand)} */
    public static AuthCommand decodeCommand(byte[] bytes) throws FormatException {
        var in = beginning(bytes, COMMAND);
        int kind = in.int8();
        AuthCommand command = switch (kind) {
            case 1 -> new Enable();
            case 2 -> new Disable();
            case 3 ->
                new PutUser(
                        text(in),
                        in.bool() ? Optional.of(text(in)) : Optional.empty(),
                        texts(in),
                        texts(in),
                        texts(in));
            case 4 -> new DeleteUser(text(in));
            case 5 -> new PutRole(text(in), permissions(in), permissions(in), permissions(in));
            case 6 -> new DeleteRole(text(in));
            default -> throw new FormatException("there is no kind " + kind);
        };
        in.end();
        return command;
    }

    public static byte[] encode(AuthState state) {
        var out = new Encoder()
                .int8(STATE)
                .bool(state.enabled())
                .int32(state.users().size());
        for (User user : state.users().values()) {
            texts(text(text(out, user.name()), user.hash()), user.roles());
        }
        out.int32(state.roles().size());
        for (Role role : state.roles().values()) {
            permissions(text(out, role.name()), role.permissions());
        }
        return out.toBytes();
    }

    /** @throws FormatException if {@code bytes} did not come from {@link #encode(AuthState)} */
    public static AuthState decodeState(byte[] bytes) throws FormatException {
        var in = beginning(bytes, STATE);
        boolean enabled = in.bool();
        SortedMap<Text, User> users = new TreeMap<>();
        for (User user : in.list(USER_BYTES, each -> new User(text(each), text(each), texts(each)))) {
            users.put(user.name(), user);
        }
        SortedMap<Text, Role> roles = new TreeMap<>();
        for (Role role : in.list(USER_BYTES, each -> new Role(text(each), permissions(each)))) {
            roles.put(role.name(), role);
        }
        in.end();
        return new AuthState(enabled, users, roles);
    }

    private static Decoder beginning(byte[] bytes, int kind) throws FormatException {
        var in = new Decoder(bytes);
        int found = in.int8();
        if (found != kind) {
            throw new FormatException("it begins with " + found + ", not " + kind);
        }
        return in;
    }

    private static Encoder permissions(Encoder out, Permissions permissions) {
        return texts(texts(out, permissions.read()), permissions.write());
    }

    private static Permissions permissions(Decoder in) throws FormatException {
        return new Permissions(texts(in), texts(in));
    }

    private static Encoder texts(Encoder out, Collection<Text> texts) {
        out.int32(texts.size());
        texts.forEach(each -> text(out, each));
        return out;
    }

    private static SortedSet<Text> texts(Decoder in) throws FormatException {
        return new TreeSet<>(in.list(TEXT_BYTES, AuthCodec::text));
    }

    private static Encoder text(Encoder out, Text text) {
        byte[] bytes = new byte[text.length()];
        text.copyTo(bytes, 0);
        return out.bytes(bytes);
    }

    private static Text text(Decoder in) throws FormatException {
        byte[] bytes = in.bytes();
        return Text.of(bytes, 0, bytes.length);
    }
}
