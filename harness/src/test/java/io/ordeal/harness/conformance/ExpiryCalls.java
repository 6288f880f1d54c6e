package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.AwaitEnd;
import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Keys that end while the sequence runs. Nothing depends on how long after its time a key goes. */
final class ExpiryCalls {

    private static final String WATCH = KeyCalls.target("/last");

    /** So that something expires in every run. */
    static final List<List<Step>> ALWAYS = List.of(sequence(new Chance(1)));

    private ExpiryCalls() {}

    static List<Step> sequence(Chance chance) {
        var steps = new ArrayList<Step>();
        steps.add(put("/d/a", "value=1"));
        steps.add(put("/d/keep", "value=1"));
        steps.add(put("/r", "value=1", "ttl=1"));
        steps.add(put("/d/soon", "value=2", "ttl=1"));
        steps.add(put("/e", "dir=true", "ttl=1"));
        steps.add(put("/e/a", "value=3"));
        steps.add(put("/e/_h", "value=3"));
        steps.add(Send.of(Call.of("POST", KeyCalls.target("/q")).form("value=4", "ttl=1")));
        steps.add(chance.any(
                put("/r", "refresh=true", "ttl=100"),
                put("/r", "refresh=true", "ttl=100", "prevExist=true"),
                put("/r", "refresh=true", "ttl=100", "prevValue=1"),
                put("/r", "refresh=true", "ttl=1"),
                put("/r", "value=5", "prevExist=true"),
                put("/r", "value=5", "prevExist=true", "ttl=")));
        steps.add(chance.any(
                put("/d", "dir=true", "prevExist=true", "ttl=1"),
                put("/d", "dir=true", "prevExist=true", "ttl=100"),
                put("/e", "dir=true", "prevExist=true"),
                put("/e", "dir=true", "prevExist=true", "ttl=100", "refresh=true")));
        steps.add(put("/last", chance.any("ttl=1", "ttl=1&value=6", "ttl=1&dir=true")));
        steps.add(new AwaitEnd(WATCH));
        steps.add(read());
        if (chance.in100(50)) {
            steps.add(put("/last", "ttl=0"));
            steps.add(new AwaitEnd(WATCH));
        }
        steps.add(put("/r", "value=7", "prevExist=" + chance.any("true", "false")));
        steps.add(put("/e", "value=8"));
        steps.add(put("/d", "dir=true"));
        steps.add(read());
        return steps;
    }

    private static Step put(String key, String... fields) {
        return Send.of(Call.of("PUT", KeyCalls.target(key)).form(fields));
    }

    private static Step read() {
        return Send.of(Call.of("GET", KeyCalls.target(""), "recursive=true", "sorted=true"));
    }
}
