package io.ordeal.server.peer;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;

/**
 * What goes over a link. The node that opened it says {@link Hello} and waits for {@link Welcome}, {@link Refusal} or
 * {@link Gone}; then it sends messages, and asks for an echo now and then. The other end sends echoes only: its own
 * messages go over the link that it opened itself. A node that is to join says {@link Inquiry} instead.
 */
sealed interface Parcel {

    int VERSION = 3;

    /**
     * The first thing on a link.
     *
     * @param token the cluster that the sender belongs to
     * @param cluster the id of that
     * @param address where the sender is reached
     * @param to whom the sender thinks it is talking to
     */
    record Hello(int version, String token, String cluster, String from, String address, String to) implements Parcel {}

    /**
     * Somebody who is to join wants to know who is there.
     *
     * @param token the cluster that it is to belong to
     */
    record Inquiry(int version, String token) implements Parcel {}

    record Told(Census census) implements Parcel {

        /** The least that a member takes. */
        private static final int MEMBER_BYTES = 6;

        private record Member(NodeId node, String address, boolean votes) {}
    }

    /** The one who says hello was removed from the cluster, for ever. */
    record Gone() implements Parcel {}

    record Welcome() implements Parcel {}

    record Refusal(String reason) implements Parcel {}

    /** To be sent back at once. */
    record Ping() implements Parcel {}

    record Echo() implements Parcel {}

    record Letter(Message message) implements Parcel {}

    default void encode(Encoder out) {
        switch (this) {
            case Hello(var version, var token, var cluster, var from, var address, var to) ->
                out.int8(Kind.HELLO)
                        .int64(Kind.MAGIC)
                        .int32(version)
                        .text(token)
                        .text(cluster)
                        .text(from)
                        .text(address)
                        .text(to);
            case Inquiry(var version, var token) ->
                out.int8(Kind.INQUIRY).int64(Kind.MAGIC).int32(version).text(token);
            case Told(Census census) -> {
                out.int8(Kind.TOLD)
                        .text(census.cluster())
                        .int32(census.members().size());
                census.members()
                        .forEach((node, address) -> out.text(node.value())
                                .text(address)
                                .bool(census.voters().contains(node)));
            }
            case Gone _ -> out.int8(Kind.GONE);
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
            case Kind.INQUIRY -> inquiry(in);
            case Kind.TOLD -> new Told(census(in));
            case Kind.GONE -> new Gone();
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
        int version = version(in);
        if (version != VERSION) {
            in.skip();
            return new Hello(version, "", "", "", "", "");
        }
        return new Hello(version, in.text(), in.text(), in.text(), in.text(), in.text());
    }

    private static Inquiry inquiry(Decoder in) throws FormatException {
        int version = version(in);
        if (version != VERSION) {
            in.skip();
            return new Inquiry(version, "");
        }
        return new Inquiry(version, in.text());
    }

    private static int version(Decoder in) throws FormatException {
        if (in.int64() != Kind.MAGIC) {
            throw new FormatException("not a node of this kind of cluster");
        }
        return in.int32();
    }

    private static Census census(Decoder in) throws FormatException {
        String cluster = in.text();
        var members = new TreeMap<NodeId, String>();
        List<Told.Member> all = in.list(Told.MEMBER_BYTES, Parcel::member);
        all.forEach(member -> members.put(member.node(), member.address()));
        List<NodeId> voters =
                all.stream().filter(Told.Member::votes).map(Told.Member::node).toList();
        return new Census(cluster, members, voters);
    }

    private static Told.Member member(Decoder in) throws FormatException {
        String name = in.text();
        if (name.isEmpty()) {
            throw new FormatException("a member without a name");
        }
        return new Told.Member(new NodeId(name), in.text(), in.bool());
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
        private static final int INQUIRY = 7;
        private static final int TOLD = 8;
        private static final int GONE = 9;

        private Kind() {}
    }
}
