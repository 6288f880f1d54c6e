package io.ordeal.harness.client;

import io.ordeal.harness.generate.Op;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;

/** The operations of a workload in the words of the system under test. */
public interface Client {

    Call call(Op op);

    /** What is known of {@code op} after {@code reply}. No answer in time comes as {@link Reply.Lost}. */
    Result conclude(Op op, Reply reply);
}
