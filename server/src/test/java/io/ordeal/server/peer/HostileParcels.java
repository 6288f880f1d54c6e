package io.ordeal.server.peer;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/** What a member of a cluster may seem to send when its memory or its network is broken, or it is none. */
public final class HostileParcels {

    private final RandomGenerator random;
    private final byte[] hello;

    /** Of one that says it is {@code from}. */
    public HostileParcels(RandomGenerator random, String token, String cluster, String from, String to) {
        this.random = random;
        this.hello = ParcelDecoder.framed(new Parcel.Hello(Parcel.VERSION, token, cluster, from, "", to));
    }

    /** A greeting, as a rule a proper one, and then messages of which each is damaged. */
    public byte[] next() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(random.nextInt(8) == 0 ? damaged(hello) : hello);
        for (int left = random.nextInt(4); left > 0; left--) {
            var messages = new Messages(random);
            out.writeBytes(
                    damaged(ParcelDecoder.framed(new Parcel.Letter(messages.ofKind(random.nextInt(Messages.KINDS))))));
        }
        return out.toByteArray();
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return bytes;
    }
}
