package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parameters that are spelled oddly or contradict each other: which of them is complained of, and how. */
final class ParameterCalls {

    private static final List<String> FLAGS = List.of(
            "recursive", "sorted", "dir", "quorum", "stream", "noValueOnSuccess", "prevExist", "refresh", "wait");
    private static final List<String> NUMBERS = List.of("prevIndex", "waitIndex", "ttl");

    private static final List<String> NEITHER = List.of(
            "", "yes", "no", "tRUE", "2", "00", "+1", "%20true", "true%20", "on", "%00", "null", "truefalse", "%C3%BC");

    private static final List<String> SPELLED = List.of("true", "false", "1", "0", "t", "f", "T", "F", "TRUE", "False");

    private static final List<String> ODD_NUMBERS = List.of(
            "",
            "0",
            "00",
            "007",
            "+1",
            "-1",
            "-0",
            "%201",
            "1%20",
            "1.0",
            "1e3",
            "0x10",
            "1_000",
            "abc",
            "%D9%A1",
            "18446744073709551615",
            "18446744073709551616",
            "00000000000000000000000000000000000018446744073709551615",
            "99999999999999999999",
            "%00",
            "%EF%BC%91");

    private static final List<String> NAMES =
            List.of("Recursive", "DIR", "prevexist", "previndex", "Value", "valu", "");

    /** Too long for Go; nothing may follow, since etcd takes the key for one that has expired. */
    static final List<List<Step>> ALWAYS = Stream.of("9223372036854775807", "18446744073709551615", "99999999999")
            .map(life -> List.<Step>of(Send.of(Call.of("PUT", KeyCalls.target("/a"), "ttl=" + life))))
            .toList();

    private final Chance chance;

    private ParameterCalls(Chance chance) {
        this.chance = chance;
    }

    static List<Step> sequence(Chance chance) {
        var calls = new ParameterCalls(chance);
        var steps = new ArrayList<Step>();
        steps.add(Send.of(Call.of("PUT", KeyCalls.target("/a")).form("value=1")));
        steps.addAll(chance.times(4 + chance.below(12), calls::next));
        steps.add(Send.of(Call.of("GET", KeyCalls.target("/"), "recursive=true", "sorted=true")));
        return steps;
    }

    private Step next() {
        String method = chance.any("GET", "PUT", "PUT", "POST", "DELETE", "HEAD");
        var query = fields(method);
        Call call = Call.of(method, KeyCalls.target(chance.any("/a", "/a", "/d", "")), query.toArray(String[]::new));
        boolean form = (method.equals("PUT") || method.equals("POST")) && chance.in100(60);
        return Send.of(form ? call.form(fields(method)) : call);
    }

    private List<String> fields(String method) {
        return chance.times(1 + chance.below(3), () -> field(method));
    }

    private String field(String method) {
        return switch (chance.below(10)) {
            case 0, 1, 2 -> flag(chance.any(FLAGS), method);
            case 3, 4 -> {
                String name = chance.any(NUMBERS);
                yield name + "="
                        + chance.any(ODD_NUMBERS.stream()
                                .filter(text -> lasts(name, text))
                                .toList());
            }
            case 5 -> "value=" + chance.any(KeyCalls.VALUES);
            case 6 -> "prevValue=" + chance.any(KeyCalls.VALUES);
            case 7 -> "ttl=" + chance.any("100", "1000", "");
            case 8 -> "refresh=true";
            default -> chance.any(NAMES) + "=" + chance.any("true", "1", "");
        };
    }

    /** Not {@code wait=true} of a GET, which would wait. */
    private String flag(String name, String method) {
        boolean waits = name.equals("wait") && method.equals("GET");
        return name + "=" + chance.any(waits || chance.in100(50) ? NEITHER : SPELLED);
    }

    /** Nothing may end while the sequence runs. */
    private static boolean lasts(String name, String number) {
        return !name.equals("ttl") || !number.matches("0|00|007|0*18446744073709551615");
    }
}
