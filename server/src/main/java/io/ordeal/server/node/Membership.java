package io.ordeal.server.node;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.format.RaftFormat;
import io.ordeal.server.raft.Configuration;

/**
 * The cluster as the applied entries have it.
 *
 * @param founding with which it began; it gives the cluster its id
 * @param current the latest
 */
record Membership(Configuration founding, Configuration current) {

    /** Before the first entry. */
    static final Membership NONE = new Membership(Configuration.NONE, Configuration.NONE);

    Membership after(Configuration next) {
        return new Membership(isFounded() ? founding : next, next);
    }

    boolean isFounded() {
        return !founding.equals(Configuration.NONE);
    }

    void writeTo(Encoder out) {
        RaftFormat.configuration(out, founding);
        RaftFormat.configuration(out, current);
    }

    static Membership readFrom(Decoder in) throws FormatException {
        return new Membership(RaftFormat.configuration(in), RaftFormat.configuration(in));
    }
}
