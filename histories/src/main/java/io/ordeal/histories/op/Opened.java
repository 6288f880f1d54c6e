package io.ordeal.histories.op;

import io.ordeal.histories.op.Event.Invocation;

/** An operation that is open, and what somebody wants to be reminded of when it ends. */
record Opened<T>(Invocation invocation, T ticket) {

    long process() {
        return invocation.process();
    }
}
