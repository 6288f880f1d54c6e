package io.ordeal.server.api;

/**
 * What goes back to a client: one {@link Whole} response; or a {@link Head}, any number of {@link Part}s as they come
 * about, and an {@link End}.
 */
public sealed interface Reply {

    record Whole(Response response) implements Reply {}

    /**
     * Status and headers, which must not wait for the body.
     *
     * @param response without a body
     * @param reader is to hear how the client takes what follows
     */
    record Head(Response response, Reader reader) implements Reply {}

    /**
     * The next bytes of the body.
     *
     * @param bytes must not be changed once they are here
     */
    record Part(byte[] bytes) implements Reply {}

    /** The body is complete. */
    record End() implements Reply {}

    /** Hears how a client takes a reply in parts. Called on the node's loop. */
    interface Reader {

        /** The last part has gone out, so that the next one can. */
        void ready();

        /** The client takes no more: what would follow need not be sent. */
        void gone();
    }
}
