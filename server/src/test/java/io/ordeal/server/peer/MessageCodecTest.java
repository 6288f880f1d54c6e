package io.ordeal.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final int RUNS = 500 * Integer.getInteger("ordeal.scale", 1);

    @Test
    void everyMessageComesOutAsItWentIn() throws FormatException {
        Set<Class<?>> kinds = new HashSet<>();
        for (int seed = 0; seed < RUNS; seed++) {
            Message message = new Messages(new Random(seed)).ofKind(seed % Messages.KINDS);
            kinds.add(message.getClass());

            assertThat(MessageCodec.decode(MessageCodec.encode(message)))
                    .as("seed " + seed)
                    .usingRecursiveComparison()
                    .isEqualTo(message);
        }
        assertThat(kinds).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
    }

    @Test
    void bytesTooFewOrTooManyAreRefused() {
        for (int seed = 0; seed < RUNS / 10; seed++) {
            byte[] bytes = MessageCodec.encode(new Messages(new Random(seed)).ofKind(seed % Messages.KINDS));
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(FormatException.class);
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> MessageCodec.decode(longer)).isInstanceOf(FormatException.class);
        }
    }

    /** Whatever is taken in must be a message that would be written just so: nothing is believed half. */
    @Test
    void hostileBytesAreRefusedOrMeanAMessage() {
        int refused = 0;
        for (int seed = 0; seed < RUNS * 10; seed++) {
            var random = new Random(seed);
            byte[] bytes = MessageCodec.encode(new Messages(random).ofKind(seed % Messages.KINDS));
            int harm = 1 + random.nextInt(4);
            for (int i = 0; i < harm; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(MessageCodec.encode(MessageCodec.decode(bytes)))
                        .as("seed " + seed)
                        .isEqualTo(bytes);
            } catch (FormatException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(RUNS);
    }

    @Test
    void noiseIsRefusedAsAParcel() {
        for (int seed = 0; seed < RUNS * 10; seed++) {
            var random = new Random(seed);
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 1 && random.nextBoolean()) {
                noise[0] = (byte) random.nextInt(8);
                noise[1] = (byte) random.nextInt(12);
            }
            try {
                var out = new Encoder();
                Parcel.decode(ByteBuffer.wrap(noise)).encode(out);
                assertThat(out.toBytes()).as("seed " + seed).isEqualTo(noise);
            } catch (FormatException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static final Snapshot SNAPSHOT = new Snapshot(new EntryId(2, 5), 5 << 20, 77);

    @Test
    void everyFlippedBitOfAPieceOfASnapshotIsSeen() {
        byte[] data = "a piece".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = MessageCodec.encode(new Message.InstallSnapshot(2, SNAPSHOT, 0, data));
        for (int bit = (bytes.length - data.length - 4) * 8; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> MessageCodec.decode(damaged))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void aPieceOfASnapshotIsAMegabyteAtMost() throws FormatException {
        var most = new Message.InstallSnapshot(2, SNAPSHOT, 0, new byte[1 << 20]);
        assertThat(MessageCodec.decode(MessageCodec.encode(most)))
                .usingRecursiveComparison()
                .isEqualTo(most);
        byte[] more = MessageCodec.encode(new Message.InstallSnapshot(2, SNAPSHOT, 0, new byte[(1 << 20) + 1]));
        assertThatThrownBy(() -> MessageCodec.decode(more))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("1048577 bytes");
    }

    @Test
    void announcedLengthsAllocateNothing() {
        byte[] forward = {6, 0x7f, -1, -1, -1, 0};
        assertThatThrownBy(() -> MessageCodec.decode(forward))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("2147483647 items in 1 bytes");
    }
}
