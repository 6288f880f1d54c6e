package io.ordeal.histories.audit;

import java.util.Arrays;
import java.util.Optional;

/** The audits by name. */
public enum Auditor {
    /** What was added is in the final read, and nothing else is. */
    SET("set"),
    /** What was added comes to be seen, and stays. */
    SET_FULL("set-full"),
    /** The same, and is seen by every read that begins after it is known to be there. */
    SET_FULL_LINEARIZABLE("set-full-linearizable"),
    /** Reads are within the bounds that additions allow. */
    COUNTER("counter"),
    /** What comes out of a queue went in before. */
    QUEUE("queue"),
    /** What went into a queue comes out again. */
    TOTAL_QUEUE("total-queue"),
    /** No identifier is given out twice. */
    UNIQUE_IDS("unique-ids"),
    /** Every kind of operation succeeds now and then. */
    STATS("stats");

    private final String title;

    Auditor(String title) {
        this.title = title;
    }

    /** The one whose {@link #title} is {@code name}. */
    public static Optional<Auditor> named(String name) {
        return Arrays.stream(values())
                .filter(auditor -> auditor.title.equals(name))
                .findFirst();
    }

    /** What Jepsen calls it. */
    public String title() {
        return title;
    }

    /** Whether it looks at values, so that it matters whether they are {@code [key value]}. */
    public boolean looksAtValues() {
        return this != STATS;
    }

    /** Begins an audit of one object. */
    public Auditing begin() {
        return new Auditing(audit());
    }

    /** Begins an audit of many objects, whose values are {@code [key value]}, each by itself. */
    public Auditing beginByKey() {
        return new Auditing(new ByKey(this::audit));
    }

    private Audit audit() {
        return switch (this) {
            case SET -> new OfKinds(new SetAudit(), "add", "read");
            case SET_FULL -> new OfKinds(new SetFullAudit(false), "add", "read");
            case SET_FULL_LINEARIZABLE -> new OfKinds(new SetFullAudit(true), "add", "read");
            case COUNTER -> new OfKinds(new CounterAudit(), "add", "read");
            case QUEUE -> new OfKinds(new QueueAudit(), "enqueue", "dequeue", "drain");
            case TOTAL_QUEUE -> new OfKinds(new TotalQueueAudit(), "enqueue", "dequeue", "drain");
            case UNIQUE_IDS -> new OfKinds(new UniqueIdsAudit(), "generate");
            case STATS -> new StatsAudit();
        };
    }
}
