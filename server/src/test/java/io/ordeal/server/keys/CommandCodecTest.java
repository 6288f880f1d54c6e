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
                Text.of("x".repeat(1 << 20)),
                Long.MAX_VALUE - 1);
        assertThat(CommandCodec.decode(CommandCodec.encode(command))).isEqualTo(command);
    }

    @Test
    void theBytesStayTheSameFromVersionToVersion() {
        var command = new Command.CompareAndSwap(
                Key.of("/a"), new Condition(Optional.of(Text.of("v")), OptionalLong.of(5)), Text.of("w"), Node.NEVER);
        assertThat(HexFormat.of().formatHex(CommandCodec.encode(command)))
                .isEqualTo("0105" + "00000002" + "2f61" + "01" + "00000001" + "76" + "01" + "0000000000000005"
                        + "00000001" + "77" + "b5822ec9");
    }

    @Test
    void aMomentIsVersionTwoAndStaysTheSameToo() {
        var refresh = new Command.Refresh(Key.of("/a"), Action.UPDATE, Optional.empty(), 0x0102_0304L);
        byte[] body = HexFormat.of().parseHex("0208" + "0000000001020304" + "00000002" + "2f61" + "01");
        assertThat(CommandCodec.encode(refresh)).isEqualTo(CommandCodec.sealed(body, body.length));
        byte[] expire = HexFormat.of().parseHex("0209" + "0000000001020304");
        assertThat(CommandCodec.encode(new Command.Expire(0x0102_0304L)))
                .isEqualTo(CommandCodec.sealed(expire, expire.length));
    }

    @Test
    void aMomentStandsOnlyWhereItBelongs() {
        for (String head : new String[] {"0206" + "0000000001020304", "0201" + "7fffffffffffffff", "0108", "0109"}) {
            byte[] body = HexFormat.of().parseHex(head + "00000002" + "2f61" + "00");
            refuses(CommandCodec.sealed(body, body.length));
        }
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
            for (int version = 1; version <= 2 && bytes.length >= 2; version++) {
                byte[] head = withHead(bytes, version, random.nextInt(12));
                assertDecodesToItsOwnBytesOrNotAtAll(CommandCodec.sealed(head, bytes.length));
            }
        }
    }

    private static byte[] withHead(byte[] bytes, int version, int kind) {
        bytes[0] = (byte) version;
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
        body[0] = 3;
        assertThatThrownBy(() -> CommandCodec.decode(CommandCodec.sealed(body, body.length)))
                .isInstanceOf(CorruptCommandException.class)
                .hasMessage("not a command: it has version 3, not 1 or 2");
    }
}
