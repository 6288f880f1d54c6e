package io.ordeal.server.node;

import java.util.function.LongSupplier;

/** Sees to it that all members know what this one tells about itself: nothing is written if they do already. */
final class Publication {

    private final NodeSettings settings;
    private final StateMachine machine;
    private final Requests requests;
    private final LongSupplier deadline;
    private boolean underWay;

    /** @param deadline after which what was written now is written again, on the node's clock in nanoseconds */
    Publication(NodeSettings settings, StateMachine machine, Requests requests, LongSupplier deadline) {
        this.settings = settings;
        this.machine = machine;
        this.requests = requests;
        this.deadline = deadline;
    }

    /** Something was applied: what the others know may be wrong. What is in vain is tried again when this comes next. */
    void begin() {
        Membership membership = machine.membership();
        if (underWay
                || !membership.current().has(settings.id())
                || membership.tells(settings.id(), settings.attributes())) {
            return;
        }
        underWay = true;
        var publish = new Publish(settings.id(), settings.attributes());
        requests.write(publish.encode(), deadline.getAsLong(), _ -> underWay = false);
    }
}
