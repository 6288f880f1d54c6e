package io.ordeal.server.peer;

import java.util.concurrent.atomic.LongAdder;

/**
 * What has passed between this node and another since it started.
 *
 * @param sentBytes as they go onto the wire, before encryption
 * @param receivedBytes the same in the other direction
 * @param dropped messages to the other that were not sent, because there was no link or too much was waiting
 */
public record PeerTraffic(LongAdder sentBytes, LongAdder receivedBytes, LongAdder dropped) {

    PeerTraffic() {
        this(new LongAdder(), new LongAdder(), new LongAdder());
    }
}
