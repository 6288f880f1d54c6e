package io.ordeal.harness.conformance;

import java.time.Duration;
import java.time.Instant;

/**
 * A request and its two answers.
 *
 * @param request as it was sent, to be read by people
 * @param inOrder the answer lists nodes in an order that is known
 * @param begun before it was sent
 * @param ended after both answers were there
 * @param uncertainty so far apart the two servers may see the moment of a request in this sequence
 */
record Exchange(
        String request,
        boolean inOrder,
        Instant begun,
        Instant ended,
        Duration uncertainty,
        Answer reference,
        Answer subject) {}
