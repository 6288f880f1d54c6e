package io.ordeal.nemesis.cluster;

import java.util.Map;
import java.util.function.Consumer;

/** A client's connection to one node, over which HTTP calls go. At most one call is under way on a wire at a time. */
public interface Wire extends AutoCloseable {

    /** Sends {@code call}; {@code done} gets exactly one reply, on the timeline. There is no time limit of its own. */
    void send(Call call, Consumer<Reply> done);

    /** Gives the connection up. A call under way gets no reply any more. */
    @Override
    void close();

    /**
     * An HTTP request.
     *
     * @param target path and query, percent-encoded, such as {@code /v2/keys/x?quorum=true}
     * @param form body as {@code application/x-www-form-urlencoded}; empty for none
     */
    record Call(String method, String target, String form) {}

    /** What came of a call. */
    sealed interface Reply {

        /** The node answered. Header names are in lower case. */
        record Answered(int status, Map<String, String> headers, String body) implements Reply {}

        /** The call certainly never reached a node: the connection was refused. */
        record Refused(String why) implements Reply {}

        /** The call may have reached a node: the connection broke while it was under way. */
        record Lost(String why) implements Reply {}
    }
}
