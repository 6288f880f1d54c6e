package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Values and listings that are large, and one that is too large. */
final class LargeCalls {

    private static final int FORM_MAX = 10 << 20;

    private static final Call HEAD = Call.of("HEAD", KeyCalls.target("/a"));
    private static final Call READ = Call.of("GET", KeyCalls.target("/a"));

    /** What is larger than it may be here, though not in etcd. */
    static final List<List<Step>> ALWAYS = List.of(
            List.of(Send.of(Call.of("PUT", KeyCalls.target("/d".repeat(500))).form("value=1"))),
            List.of(Send.of(READ), Send.of(READ.header("X: " + "x".repeat(70_000)))),
            List.of(Send.of(READ), Send.of(Call.of("GET", KeyCalls.target("/a"), "x=" + "x".repeat(70_000)))),
            sized(FORM_MAX - 1),
            sized(FORM_MAX),
            sized(FORM_MAX + 1));

    private LargeCalls() {}

    /** A form of so many bytes. */
    private static List<Step> sized(int bytes) {
        String value = "value=" + "z".repeat(bytes - "value=".length());
        return List.of(Send.of(Call.of("PUT", KeyCalls.target("/a")).form(value)), Send.of(HEAD));
    }

    static List<Step> sequence(Chance chance) {
        var steps = new ArrayList<Step>();
        int size = chance.any(2_000, 5_000, 60_000, 200_000, 1 << 20);
        Call put = Call.of("PUT", KeyCalls.target("/a")).form("value=" + "x".repeat(size + chance.below(9)));
        steps.add(Send.of(chance.any(put, put.inChunks(), put.header("Expect: 100-continue"))));
        steps.add(Send.of(READ));
        steps.add(Send.of(Call.of("PUT", KeyCalls.target("/a")).form("value=y", "prevValue=" + "x".repeat(size))));
        steps.add(Send.of(READ, READ, HEAD));
        return steps;
    }
}
