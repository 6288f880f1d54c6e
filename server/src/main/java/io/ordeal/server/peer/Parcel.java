package io.ordeal.server.peer;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.Message;
import java.nio.ByteBuffer;

/**
 * What goes over a link. The node that opened it says {@link Hello} and waits for {@link Welcome} or {@link Refusal};
 * then it sends messages, and asks for an echo now and then. The other end sends echoes only: its own messages go over
 * the link that it opened itself.
 */
sealed interface Parcel {

    int VERSION = 2;

    /**
     * The first thing on a link.
     *
     * @param token the cluster that the sender belongs to
     * @param to whom the sender thinks it is talking to
     */
    record Hello(int version, String token, String from, String to) implements Parcel {}

    record Welcome() implements Parcel {}

    record Refusal(String reason) implements Parcel {}

    /** To be sent back at once. */
    record Ping() implements Parcel {}

    record Echo() implements Parcel {}

    record Letter(Message message) implements Parcel {}

    default void encode(Encoder out) {
        switch (this) {
            case Hello(var version, var token, var from, var to) ->
                out.int8(Kind.HELLO)
                        .int64(Kind.MAGIC)
                        .int32(version)
                        .text(token)
                        .text(from)
                        .text(to);
            case Welcome _ -> out.int8(Kind.WELCOME);
            case Refusal(var reason) -> out.int8(Kind.REFUSAL).text(reason);
            case Ping _ -> out.int8(Kind.PING);
            case Echo _ -> out.int8(Kind.ECHO);
            case Letter(var message) -> MessageCodec.encode(message, out.int8(Kind.LETTER));
        }
    }

    /** @throws FormatException if the bytes are not exactly one parcel */
    static Parcel decode(ByteBuffer bytes) throws FormatException {
        var in = new Decoder(bytes);
        int kind = in.int8();
        Parcel parcel = switch (kind) {
            case Kind.HELLO -> hello(in);
            case Kind.WELCOME -> new Welcome();
            case Kind.REFUSAL -> new Refusal(in.text());
            case Kind.PING -> new Ping();
            case Kind.ECHO -> new Echo();
            case Kind.LETTER -> new Letter(MessageCodec.decode(in));
            default -> throw new FormatException("a parcel of an unknown kind: " + kind);
        };
        in.end();
        return parcel;
    }

    /** What follows the version may change with it, and is left unread when it is not ours. */
    private static Hello hello(Decoder in) throws FormatException {
        if (in.int64() != Kind.MAGIC) {
            throw new FormatException("not a node of this kind of cluster");
        }
        int version = in.int32();
        if (version != VERSION) {
            in.skip();
            return new Hello(version, "", "", "");
        }
        return new Hello(version, in.text(), in.text(), in.text());
    }

    /** The numbers that parcels begin with. */
    final class Kind {
        private static final long MAGIC = 0x6f72_6465_616c_7065L;
        private static final int HELLO = 1;
        private static final int WELCOME = 2;
        private static final int REFUSAL = 3;
        private static final int PING = 4;
        private static final int ECHO = 5;
        private static final int LETTER = 6;

        private Kind() {}
    }
}
