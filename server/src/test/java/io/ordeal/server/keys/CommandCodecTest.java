package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CommandCodecTest {

    private static final int ROUNDS = 2_000 * Integer.getInteger("ordeal.scale", 1);

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> CommandCodec.decode(bytes))
                .as(HexFormat.of().formatHex(bytes))
                .isInstanceOf(CorruptCommandException.class);
    }

    @Test
    void whatIsEncodedIsDecoded() {
        var commands = new Commands(new SplittableRandom(1));
        for (int round = 0; round < ROUNDS; round++) {
            Command command = commands.next(round);
            assertThat(CommandCodec.decode(CommandCodec.encode(command))).isEqualTo(command);
        }
    }

    @Test
    void extremeTextsAndNumbersAreDecoded() {
        byte[] all = new byte[256];
        for (int value = 0; value < all.length; value++) {
            all[value] = (byte) value;
        }
        var command = new Command.CompareAndSwap(
                Key.of("/a".repeat(Key.DEPTH_MAX)),
                new Condition(Optional.of(Text.of(all, 0, 256)), OptionalLong.of(-1)),
                Text.of("x".repeat(1 << 20)));
        assertThat(CommandCodec.decode(CommandCodec.encode(command))).isEqualTo(command);
    }

    @Test
    void theBytesStayTheSameFromVersionToVersion() {
        var command = new Command.CompareAndSwap(
                Key.of("/a"), new Condition(Optional.of(Text.of("v")), OptionalLong.of(5)), Text.of("w"));
        assertThat(HexFormat.of().formatHex(CommandCodec.encode(command)))
                .isEqualTo("0105" + "00000002" + "2f61" + "01" + "00000001" + "76" + "01" + "0000000000000005"
                        + "00000001" + "77" + "b5822ec9");
    }

    @Test
    void everyFlippedBitIsNoticed() {
        var random = new SplittableRandom(2);
        var commands = new Commands(random);
        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] bytes = CommandCodec.encode(commands.next(round));
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] harmed = bytes.clone();
                harmed[bit / 8] ^= (byte) (1 << bit % 8);
                refuses(harmed);
            }
        }
    }

    @Test
    void everyMissingOrAddedEndIsNoticed() {
        var commands = new Commands(new SplittableRandom(3));
        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] bytes = CommandCodec.encode(commands.next(round));
            for (int length = 0; length < bytes.length; length++) {
                refuses(Arrays.copyOf(bytes, length));
            }
            refuses(Arrays.copyOf(bytes, bytes.length + 1));
            refuses(Arrays.copyOf(bytes, bytes.length + 4));
        }
    }

    @Test
    void noiseIsNoCommandEvenWithAGoodChecksum() {
        var random = new SplittableRandom(4);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            refuses(bytes);
            byte[] sealed =
                    bytes.length < 2 ? bytes : CommandCodec.sealed(withHead(bytes, random.nextInt(10)), bytes.length);
            assertDecodesToItsOwnBytesOrNotAtAll(sealed);
        }
    }

    private static byte[] withHead(byte[] bytes, int kind) {
        bytes[0] = 1;
        bytes[1] = (byte) kind;
        return bytes;
    }

    private static void assertDecodesToItsOwnBytesOrNotAtAll(byte[] bytes) {
        try {
            assertThat(CommandCodec.encode(CommandCodec.decode(bytes))).isEqualTo(bytes);
        } catch (CorruptCommandException e) {
            assertThat(e).hasMessageStartingWith("not a command: ");
        }
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = CommandCodec.encode(new Command.Delete(Key.of("/x"), Command.Extent.FILE));
        byte[] body = Arrays.copyOf(bytes, bytes.length - 4);
        body[0] = 2;
        assertThatThrownBy(() -> CommandCodec.decode(CommandCodec.sealed(body, body.length)))
                .isInstanceOf(CorruptCommandException.class)
                .hasMessage("not a command: it has version 2, not 1");
    }
}
