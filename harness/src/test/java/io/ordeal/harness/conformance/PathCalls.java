package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Paths of all sorts. What they lead to lies below the sequence's directory, or nowhere. */
final class PathCalls {

    private static final List<String> PIECES = List.of(
            "/a",
            "/a",
            "/b",
            "/_h",
            "a",
            "/",
            "/",
            "//",
            "/.",
            "/./",
            "/..",
            "/../",
            "/...",
            ".",
            "%2F",
            "%2f",
            "%2e",
            "%2E%2E",
            "%",
            "%2",
            "%zz",
            "%00",
            "%20",
            "+",
            "%2B",
            "%25",
            "%3F",
            "%23",
            "#",
            ";",
            ":",
            "@",
            "=",
            "&",
            "~",
            "$",
            "!*'(),",
            "|",
            "\\",
            "\"",
            "<",
            "^",
            "`",
            "[",
            "\u00c3\u00bc",
            "\u00ff",
            "%FF",
            "%C3%BC",
            "%E2%80%A8",
            "%F0%9F%98%80",
            "%0A",
            "%7F");

    private static final List<String> STARTS = List.of(
            "/v2/keys/{ns}/",
            "/v2/keys/{ns}/",
            "/v2/keys/{ns}/",
            "/v2/keys/{ns}/",
            "/v2/keys/{ns}/d",
            "/v2/keys//{ns}/",
            "/v2//keys/{ns}/",
            "//v2/keys/{ns}/",
            "/v2/keys/x/../{ns}/",
            "/v2/./keys/{ns}/",
            "http://etcd/v2/keys/{ns}/",
            "http://other:1/v2/keys/{ns}/",
            "HTTP://etcd/v2/keys/{ns}/",
            "/v2/keys%2F{ns}/",
            "/v2/%6Beys/{ns}/",
            "/V2/keys/{ns}/",
            "/v2/keysx",
            "/v2/key",
            "/v2/machines",
            "/version",
            "");

    /** None of them means anything, but they must get through to where a path moves. */
    private static final List<String> QUESTIONS = List.of(
            "a=b",
            "&",
            "=",
            "<",
            ">",
            "\"",
            "'",
            "?",
            "+",
            "%20",
            "%C3%BC",
            "\u00c3\u00bc",
            "\u00ff",
            "#",
            "/..",
            "$1",
            "\\");

    private PathCalls() {}

    static List<Step> sequence(Chance chance) {
        var steps = new ArrayList<Step>();
        steps.add(Send.of(Call.of("PUT", KeyCalls.target("/a")).form("value=1")));
        steps.addAll(chance.times(5 + chance.below(10), () -> {
            String target = chance.any(STARTS) + chance.some(5, PIECES);
            String[] question = chance.in100(20) ? new String[] {chance.some(4, QUESTIONS)} : new String[0];
            Call put = Call.of("PUT", target).form("value=1");
            Call delete = Call.of("DELETE", target, "recursive=true");
            return Send.of(
                    chance.any(put, put, put, Call.of("GET", target, question), Call.of("HEAD", target), delete));
        }));
        steps.add(Send.of(Call.of("GET", "/v2/keys", "recursive=true", "sorted=true")));
        return steps;
    }
}
