package io.ordeal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.FormatException;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.Text;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AuthCodecTest {

    private static final Text A = Text.of("a");
    private static final List<AuthCommand> COMMANDS = List.of(
            new AuthCommand.Enable(),
            new AuthCommand.Disable(),
            new AuthCommand.PutUser(A, Optional.of(Text.of("h")), set("r", "s"), set(), set()),
            new AuthCommand.PutUser(A, Optional.empty(), set(), set("g"), set("v", "w", "x")),
            new AuthCommand.DeleteUser(Text.EMPTY),
            new AuthCommand.PutRole(
                    A,
                    new Permissions(set("/*"), set("/a", "/b")),
                    new Permissions(set("/c"), set()),
                    new Permissions(set(), set("/d"))),
            new AuthCommand.DeleteRole(Text.of("ü")));

    private static SortedSet<Text> set(String... texts) {
        var set = new TreeSet<Text>();
        Arrays.stream(texts).map(Text::of).forEach(set::add);
        return set;
    }

    private static AuthState grown() {
        AuthState state = AuthState.EMPTY;
        for (AuthCommand command : List.of(
                new AuthCommand.PutUser(User.ROOT, Optional.of(Text.of("h1")), set(), set(), set()),
                COMMANDS.get(2),
                new AuthCommand.PutRole(
                        A, new Permissions(set("/b", "/a"), set("/*")), Permissions.NONE, Permissions.NONE),
                new AuthCommand.Enable())) {
            state = state.apply(command).next();
        }
        return state;
    }

    @Test
    void commandsThatAreEncodedAreDecoded() throws FormatException {
        for (AuthCommand command : COMMANDS) {
            byte[] bytes = AuthCodec.encode(command);
            assertThat(AuthCodec.isCommand(bytes)).isTrue();
            assertThat(AuthCodec.decodeCommand(bytes)).isEqualTo(command);
        }
    }

    @Test
    void statesThatAreEncodedAreDecoded() throws FormatException {
        for (AuthState state : List.of(AuthState.EMPTY, grown())) {
            assertThat(AuthCodec.decodeState(AuthCodec.encode(state))).isEqualTo(state);
        }
        assertThat(grown().users()).hasSize(2);
        assertThat(grown().roles()).hasSize(2);
        assertThat(grown().enabled()).isTrue();
    }

    @Test
    void commandsForKeysAreOthers() {
        byte[] bytes = CommandCodec.encode(new Command.Delete(Key.of("/A"), Command.Extent.FILE));
        assertThat(AuthCodec.isCommand(bytes)).isFalse();
        assertThat(AuthCodec.isCommand(new byte[0])).isFalse();
    }

    @Test
    void theBytesStayTheSameFromVersionToVersion() {
        assertThat(HexFormat.of().formatHex(AuthCodec.encode(COMMANDS.get(3))))
                .isEqualTo("41" + "03" + "00000001" + "61" + "00" + "00000000" + "00000001" + "00000001" + "67"
                        + "00000003" + "00000001" + "76" + "00000001" + "77" + "00000001" + "78");
        AuthState state = AuthState.EMPTY
                .apply(new AuthCommand.PutUser(A, Optional.of(Text.of("h")), set("r"), set(), set()))
                .next();
        assertThat(HexFormat.of().formatHex(AuthCodec.encode(state)))
                .isEqualTo("61" + "00" + "00000001" + "00000001" + "61" + "00000001" + "68" + "00000001" + "00000001"
                        + "72" + "00000000");
    }

    @Test
    void everyMissingOrAddedEndIsNoticed() {
        for (AuthCommand command : COMMANDS) {
            byte[] bytes = AuthCodec.encode(command);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> AuthCodec.decodeCommand(cut)).isInstanceOf(FormatException.class);
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> AuthCodec.decodeCommand(longer)).isInstanceOf(FormatException.class);
        }
        byte[] state = AuthCodec.encode(grown());
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> AuthCodec.decodeState(cut)).isInstanceOf(FormatException.class);
        }
        byte[] longer = Arrays.copyOf(state, state.length + 1);
        assertThatThrownBy(() -> AuthCodec.decodeState(longer)).isInstanceOf(FormatException.class);
    }

    @Test
    void aCommandIsNoStateAndNoOtherKindIsKnown() {
        assertThatThrownBy(() -> AuthCodec.decodeState(AuthCodec.encode(COMMANDS.getFirst())))
                .isInstanceOf(FormatException.class)
                .hasMessage("it begins with 65, not 97");
        assertThatThrownBy(() -> AuthCodec.decodeCommand(new byte[] {0x41, 7}))
                .isInstanceOf(FormatException.class)
                .hasMessage("there is no kind 7");
    }
}
