package io.ordeal.server.peer;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.format.RaftFormat;
import io.ordeal.server.raft.Message;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Raft's messages as bytes: a kind, then the fields in the order in which the record declares them. A piece of a snapshot
 * has its checksum after it.
 */
public final class MessageCodec {

    private static final int VOTE_REQUEST = 1;
    private static final int VOTE_REPLY = 2;
    private static final int APPEND_REQUEST = 3;
    private static final int ACCEPTED = 4;
    private static final int REJECTED = 5;
    private static final int FORWARD = 6;
    private static final int REFUSED = 7;
    private static final int READ_QUERY = 8;
    private static final int READ_ANSWER = 9;
    private static final int INSTALL_SNAPSHOT = 10;
    private static final int GATHERED = 11;

    private static final int TIMEOUT_NOW = 12;
    private static final int REMOVED = 13;
    private static final int RECONFIGURE = 14;

    /** No piece of a snapshot is larger. */
    private static final int MAX_PIECE_BYTES = 1 << 20;

    private MessageCodec() {}

    public static byte[] encode(Message message) {
        var out = new Encoder();
        encode(message, out);
        return out.toBytes();
    }

    static void encode(Message message, Encoder out) {
        switch (message) {
            case Message.VoteRequest(var term, var pre, var handed, var last) -> {
                out.int8(VOTE_REQUEST).int64(term).bool(pre).bool(handed);
                RaftFormat.entryId(out, last);
            }
            case Message.VoteReply(var term, var pre, var granted) ->
                out.int8(VOTE_REPLY).int64(term).bool(pre).bool(granted);
            case Message.AppendRequest request -> append(out, request);
            case Message.Accepted(var term, var matched, var round) ->
                out.int8(ACCEPTED).int64(term).int64(matched).int64(round);
            case Message.Rejected rejected -> reject(out, rejected);
            case Message.InstallSnapshot(var term, var snapshot, var offset, var data) -> {
                RaftFormat.snapshot(out.int8(INSTALL_SNAPSHOT).int64(term), snapshot);
                out.int64(offset).bytes(data).int32(checksum(data));
            }
            case Message.Gathered(var term, var snapshot, var offset) -> {
                RaftFormat.snapshot(out.int8(GATHERED).int64(term), snapshot);
                out.int64(offset);
            }
            case Message.TimeoutNow(var term) -> out.int8(TIMEOUT_NOW).int64(term);
            case Message.Removed() -> out.int8(REMOVED);
            case Message.Reconfigure(var ticket, var change) -> {
                RaftFormat.ticket(out.int8(RECONFIGURE), ticket);
                RaftFormat.change(out, change);
            }
            case Message.Forward(var proposals) -> RaftFormat.proposals(out.int8(FORWARD), proposals);
            case Message.Refused(var tickets) -> RaftFormat.tickets(out.int8(REFUSED), tickets);
            case Message.ReadQuery(var tickets) -> RaftFormat.tickets(out.int8(READ_QUERY), tickets);
            case Message.ReadAnswer(var tickets, var index) -> {
                RaftFormat.tickets(out.int8(READ_ANSWER), tickets);
                out.bool(index.isPresent());
                index.ifPresent(out::int64);
            }
        }
    }

    private static void reject(Encoder out, Message.Rejected rejected) {
        out.int8(REJECTED).int64(rejected.term()).int64(rejected.previous());
        RaftFormat.entryId(out, rejected.hint());
        out.int64(rejected.round());
    }

    private static void append(Encoder out, Message.AppendRequest request) {
        out.int8(APPEND_REQUEST).int64(request.term());
        RaftFormat.entryId(out, request.previous());
        RaftFormat.entries(out, request.entries());
        out.int64(request.commit()).int64(request.round());
    }

    /** @throws FormatException if the bytes are not exactly one message */
    public static Message decode(byte[] bytes) throws FormatException {
        var in = new Decoder(bytes);
        Message message = decode(in);
        in.end();
        return message;
    }

    static Message decode(Decoder in) throws FormatException {
        int kind = in.int8();
        return switch (kind) {
            case VOTE_REQUEST -> new Message.VoteRequest(in.count64(), in.bool(), in.bool(), RaftFormat.entryId(in));
            case VOTE_REPLY -> new Message.VoteReply(in.count64(), in.bool(), in.bool());
            case APPEND_REQUEST -> appendRequest(in);
            case ACCEPTED -> new Message.Accepted(in.count64(), in.count64(), in.count64());
            case REJECTED -> new Message.Rejected(in.count64(), in.count64(), RaftFormat.entryId(in), in.count64());
            case FORWARD -> new Message.Forward(RaftFormat.proposals(in));
            case REFUSED -> new Message.Refused(RaftFormat.tickets(in));
            case READ_QUERY -> new Message.ReadQuery(RaftFormat.tickets(in));
            case READ_ANSWER ->
                new Message.ReadAnswer(
                        RaftFormat.tickets(in), in.bool() ? Optional.of(in.count64()) : Optional.empty());
            case INSTALL_SNAPSHOT -> installSnapshot(in);
            case GATHERED -> new Message.Gathered(in.count64(), RaftFormat.snapshot(in), in.count64());
            case TIMEOUT_NOW -> new Message.TimeoutNow(in.count64());
            case REMOVED -> new Message.Removed();
            case RECONFIGURE -> new Message.Reconfigure(RaftFormat.ticket(in), RaftFormat.change(in));
            default -> throw new FormatException("a message of an unknown kind: " + kind);
        };
    }

    private static Message installSnapshot(Decoder in) throws FormatException {
        var piece = new Message.InstallSnapshot(in.count64(), RaftFormat.snapshot(in), in.count64(), in.bytes());
        if (piece.data().length > MAX_PIECE_BYTES) {
            throw new FormatException("a piece of " + piece.data().length + " bytes of a snapshot");
        }
        if (in.int32() != checksum(piece.data())) {
            throw new FormatException("a piece of a snapshot with a wrong checksum");
        }
        return piece;
    }

    private static int checksum(byte[] data) {
        var crc = new CRC32C();
        crc.update(data);
        return (int) crc.getValue();
    }

    private static Message appendRequest(Decoder in) throws FormatException {
        var request = new Message.AppendRequest(
                in.count64(), RaftFormat.entryId(in), RaftFormat.entries(in), in.count64(), in.count64());
        var entries = request.entries();
        if (!entries.isEmpty()
                && entries.getFirst().index() != request.previous().index() + 1) {
            throw new FormatException("entry " + entries.getFirst().id() + " cannot follow " + request.previous());
        }
        return request;
    }
}
