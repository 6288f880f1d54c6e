package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.FormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventHistoryCodecTest {

    private static EventHistory grown(long seed, int commands) {
        var random = new Commands(new SplittableRandom(seed));
        KeySpace keys = KeySpace.EMPTY;
        EventHistory history = EventHistory.empty();
        for (int count = 0; count < commands; count++) {
            Applied applied = keys.apply(random.next(keys.index()));
            keys = applied.next();
            history = history.after(applied);
        }
        return history;
    }

    @Test
    void whatIsEncodedIsDecodedAndGoesOnWat08() throws FormatException {
        for (int commands : new int[] {0, 1, 20, 500, 2_000, 5_000}) {
            EventHistory history = grown(commands, commands);
            EventHistory decoded = EventHistoryCodec.decode(EventHistoryCodec.encode(history));
            assertThat(decoded).isEqualTo(history).hasSameHashCodeAs(history);
            assertThat(decoded.oldest()).isEqualTo(history.oldest());
            Event next = event(history.last() + 1);
            assertThat(decoded.with(next)).isEqualTo(history.with(next)).isNotEqualTo(history);
        }
    }

    private static Event event(long index) {
        var view = new View(Optional.of(Text.of("v")), false, index, index, Node.NEVER);
        return new Event(Action.SET, Key.of("/x"), view, Optional.empty());
    }

    @Test
    void theBytesStayTheSameFromVersionToVersion() {
        var old = new View(Optional.of(Text.of("v")), false, 1, 1, 0x0102L);
        var gone = new View(Optional.empty(), false, 2, 1, Node.NEVER);
        EventHistory history =
                EventHistory.through(1).with(new Event(Action.EXPIRE, Key.of("/a"), gone, Optional.of(old)));
        assertThat(HexFormat.of().formatHex(EventHistoryCodec.encode(history)))
                .isEqualTo("01" + "0000000000000002" + "00" + "07" + "00000002" + "2f61"
                        + "00" + "0000000000000002" + "0000000000000001" + "7fffffffffffffff"
                        + "01" + "01" + "0000000000000001" + "0000000000000001" + "0000000000000102" + "00000001"
                        + "76");
    }

    @Test
    void everyMissingOrAddedEndIsNoticed() {
        byte[] bytes = EventHistoryCodec.encode(grown(3, 40));
        for (int length = 0; length < bytes.length; length++) {
            refuses(Arrays.copyOf(bytes, length));
        }
        refuses(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void noiseIsNoHistoryAndCostsNoMemory() {
        var random = new SplittableRandom(4);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[9 + random.nextInt(60)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            bytes[1] = (byte) (bytes[1] | 1);
            refuses(bytes);
        }
    }

    @Test
    void flippedBitsAreRefusedOrMeanSomethingElse() {
        EventHistory history = grown(5, 60);
        byte[] bytes = EventHistoryCodec.encode(history);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] harmed = bytes.clone();
            harmed[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(EventHistoryCodec.decode(harmed)).isNotEqualTo(history);
            } catch (FormatException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = EventHistoryCodec.encode(EventHistory.empty());
        bytes[0] = 2;
        assertThatThrownBy(() -> EventHistoryCodec.decode(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessage("a history of version 2, not 1");
    }

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> EventHistoryCodec.decode(bytes))
                .as(HexFormat.of().formatHex(bytes))
                .isInstanceOf(FormatException.class);
    }
}
