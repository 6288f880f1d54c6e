package io.ordeal.histories.generate;

/** Learns of every event, in order. */
interface Observer {

    void invoked(Call call, long nanos);

    /** Every call ends, if only in a crash. */
    void ended(Call call, long nanos);
}
