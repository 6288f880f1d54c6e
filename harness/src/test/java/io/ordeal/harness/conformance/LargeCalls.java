package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Values and listings that are large, and one that is too large. */
final class LargeCalls {

    private static final int FORM_MAX = 10 << 20;

    private LargeCalls() {}

    static List<Step> sequence(Chance chance) {
        var steps = new ArrayList<Step>();
        int size = chance.any(2_000, 5_000, 60_000, 200_000, 1 << 20);
        Call put = Call.of("PUT", KeyCalls.target("/a")).form("value=" + "x".repeat(size + chance.below(9)));
        Call read = Call.of("GET", KeyCalls.target("/a"));
        steps.add(Send.of(chance.any(put, put.inChunks(), put.header("Expect: 100-continue"))));
        steps.add(Send.of(read));
        steps.add(Send.of(Call.of("PUT", KeyCalls.target("/a")).form("value=y", "prevValue=" + "x".repeat(size))));
        steps.add(Send.of(read, read, Call.of("HEAD", KeyCalls.target("/a"))));
        if (chance.in100(30)) {
            int excess = chance.any(-1, 0, 1, 1000);
            steps.add(Send.of(Call.of("PUT", KeyCalls.target("/b"))
                    .form("value=" + "z".repeat(FORM_MAX - "value=".length() + excess))));
            steps.add(Send.of(Call.of("HEAD", KeyCalls.target("/b"))));
        }
        return steps;
    }
}
