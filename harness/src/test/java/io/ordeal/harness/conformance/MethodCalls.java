package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Every method at every place, and places that are none. */
final class MethodCalls {

    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "HEAD",
            "PUT",
            "POST",
            "DELETE",
            "OPTIONS",
            "PATCH",
            "TRACE",
            "PROPFIND",
            "get",
            "Put",
            "M-SEARCH",
            "X");

    private static final List<String> PLACES = List.of(
            "/v2/keys/{ns}/a",
            "/v2/keys/{ns}",
            "/v2/keys/",
            "/v2/keys",
            "/v2/machines",
            "/v2/machines/",
            "/version",
            "/version/",
            "/health",
            "/v2/leader",
            "/v2",
            "/v2/",
            "/",
            "/v1/keys/a",
            "/v2/stats",
            "/v2/keysx",
            "/nowhere");

    /** Every method at every place, once. */
    static final List<List<Step>> ALWAYS = PLACES.stream()
            .map(place -> METHODS.stream()
                    .distinct()
                    .<Step>map(method -> Send.of(Call.of(method, place)))
                    .toList())
            .toList();

    private MethodCalls() {}

    static List<Step> sequence(Chance chance) {
        var steps = new ArrayList<Step>();
        steps.add(Send.of(Call.of("PUT", KeyCalls.target("/a")).form("value=1")));
        steps.addAll(chance.times(4 + chance.below(10), () -> {
            Call call = Call.of(chance.any(METHODS), chance.any(PLACES));
            return Send.of(chance.in100(20) ? call.form("value=2") : call);
        }));
        return steps;
    }
}
