package io.ordeal.server.edge;

import java.time.Duration;

/**
 * What clients may ask of the HTTP edge.
 *
 * @param headerBytes of the request line, and of all headers
 * @param bodyBytes more of a body is not kept; enough that the API sees that it is too large
 * @param discardedBytes a body that goes on longer than this costs its client the connection
 * @param connections at a time
 * @param inFlight requests at a time that have no answer yet, not even a head; further ones are turned away
 * @param requestTime for a request to come in, from its first byte to its last
 * @param answerTime for a client to take an answer
 * @param idleTime between two requests on a connection
 */
record HttpLimits(
        int headerBytes,
        int bodyBytes,
        long discardedBytes,
        int connections,
        int inFlight,
        Duration requestTime,
        Duration answerTime,
        Duration idleTime) {

    static final HttpLimits DEFAULT = new HttpLimits(
            64 << 10,
            11 << 20,
            256L << 20,
            20_000,
            10_000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5));
}
