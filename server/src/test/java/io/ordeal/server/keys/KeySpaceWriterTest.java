package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A key space comes out of its bytes as it went in. */
class KeySpaceWriterTest {

    private static final int RUNS = 300 * Integer.getInteger("ordeal.scale", 1);

    private static List<byte[]> written(KeySpace keys) {
        var blocks = new ArrayList<byte[]>();
        new KeySpaceWriter(keys).forEachRemaining(blocks::add);
        return blocks;
    }

    private static KeySpace read(List<byte[]> blocks) throws FormatException {
        var reader = new KeySpaceReader();
        for (byte[] block : blocks) {
            reader.take(new Decoder(block));
        }
        return reader.keys();
    }

    private static KeySpace random(Random random, int commands) {
        var source = new Commands(random);
        KeySpace keys = KeySpace.EMPTY;
        for (int i = 0; i < commands; i++) {
            keys = keys.apply(source.next(keys.index())).next();
        }
        return keys;
    }

    private static KeySpace filled(int keys, String value) {
        KeySpace filled = KeySpace.EMPTY;
        for (int i = 0; i < keys; i++) {
            var command = new Command.Set(Key.of("/many/" + i), Optional.of(Text.of(value)), Node.NEVER);
            filled = filled.apply(command).next();
        }
        return filled;
    }

    /** With its ends, its indices and its shape: it goes on as the other does. */
    @Test
    void everyKeySpaceIsReadAsItWasWritten() throws FormatException {
        int mortal = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            KeySpace keys = random(random, random.nextInt(200));
            KeySpace read = read(written(keys));

            assertThat(read).as("seed " + seed).isEqualTo(keys);
            assertThat(read.digest()).as("seed " + seed).isEqualTo(keys.digest());
            assertThat(read.nextExpiry()).as("seed " + seed).isEqualTo(keys.nextExpiry());
            assertThat(written(read))
                    .as("seed " + seed)
                    .usingRecursiveComparison()
                    .isEqualTo(written(keys));
            mortal += keys.isMortal() ? 1 : 0;

            var command = new Commands(new Random(seed)).next(keys.index());
            assertThat(read.apply(command).result())
                    .isEqualTo(keys.apply(command).result());
            assertThat(read.apply(command).next()).isEqualTo(keys.apply(command).next());
        }
        assertThat(mortal).as("key spaces with ends").isGreaterThan(RUNS / 4);
    }

    @Test
    void emptyOneIsReadAsItWasWritten() throws FormatException {
        assertThat(read(written(KeySpace.EMPTY))).isEqualTo(KeySpace.EMPTY);
    }

    @Test
    void largeOneComesInBlocks() throws FormatException {
        KeySpace keys = filled(3000, "x".repeat(200));
        List<byte[]> blocks = written(keys);
        assertThat(blocks).hasSizeGreaterThan(10).allMatch(block -> block.length < 70_000);
        assertThat(read(blocks)).isEqualTo(keys);
    }

    @Test
    void largeValueHasABlockThatIsLargeEnough() throws FormatException {
        KeySpace keys = filled(3, "x".repeat(1_000_000));
        assertThat(written(keys)).hasSizeGreaterThan(2);
        assertThat(read(written(keys))).isEqualTo(keys);
    }

    /** What is written is the key space of the beginning, whatever becomes of it meanwhile. */
    @Test
    void changesDoNotReachWhatIsBeingWritten() throws FormatException {
        KeySpace keys = filled(2000, "x".repeat(100));
        var writer = new KeySpaceWriter(keys);
        var blocks = new ArrayList<byte[]>(List.of(writer.next()));
        KeySpace changed = keys;
        for (int i = 0; i < 2000; i++) {
            changed = changed.apply(new Command.Delete(Key.of("/many/" + i), Command.Extent.FILE))
                    .next();
        }
        writer.forEachRemaining(blocks::add);
        assertThat(changed.index()).isEqualTo(4000);
        assertThat(read(blocks)).isEqualTo(filled(2000, "x".repeat(100)));
    }

    @Test
    void whatEndsTooEarlyOrGoesOnIsRefused() {
        List<byte[]> blocks = written(filled(1500, "x".repeat(100)));
        assertThatThrownBy(() -> read(blocks.subList(0, 1)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("too early");
        var twice = new ArrayList<>(blocks);
        twice.add(blocks.getLast());
        assertThatThrownBy(() -> read(twice)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read(List.of())).isInstanceOf(FormatException.class);
    }

    @Test
    void namesOutOfOrderAreRefused() {
        KeySpace keys = KeySpace.EMPTY;
        for (String key : List.of("/b", "/a", "/c")) {
            keys = keys.apply(new Command.Set(Key.of(key), Optional.of(Text.EMPTY), Node.NEVER))
                    .next();
        }
        for (char other : new char[] {'b', 'd'}) {
            byte[] bytes = written(keys).getFirst();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == 'a' ? (byte) other : bytes[i];
            }
            assertThatThrownBy(() -> read(List.of(bytes)))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("the name 'b' after '" + other + "'");
        }
    }

    /** Bytes that were not written so are refused, or are a key space that would be written so. */
    @Test
    void hostileBytesAreRefusedOrAKeySpace() {
        int refused = 0;
        for (int seed = 0; seed < RUNS * 10; seed++) {
            var random = new Random(seed);
            byte[] bytes = written(random(random, 30)).getFirst();
            for (int harm = 1 + random.nextInt(4); harm > 0; harm--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(written(read(List.of(bytes)))).as("seed " + seed).containsExactly(bytes);
            } catch (FormatException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(RUNS);
    }
}
