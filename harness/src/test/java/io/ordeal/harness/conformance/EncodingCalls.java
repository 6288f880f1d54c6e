package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Queries and bodies whose encoding is odd or wrong. */
final class EncodingCalls {

    private static final List<String> PIECES = List.of(
            "value=1",
            "value=1",
            "value=2",
            "value=",
            "value",
            "=1",
            "=",
            "&",
            "&",
            "&",
            "&&",
            ";",
            "value=1;value=2",
            "%",
            "%2",
            "%zz",
            "%g0",
            "%00",
            "%ff",
            "%FF%FE",
            "%c3%bc",
            "\u00c3\u00bc",
            "\u00ff",
            "%E2%80%A8",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%C0%80",
            "%22%5C%0A%0D%09%08%0C%7F",
            "%3Cb%3E%26",
            "+",
            "%2B",
            "%20",
            "%76alue=3",
            "val%75e=4",
            "prevExist=false",
            "prevExist=true",
            "prevValue=1",
            "dir=true",
            "dir=false",
            "a=b",
            "a[]=b",
            "value=a=b",
            "value=a?b",
            "value=a#b",
            "ttl=100",
            "\"",
            "'",
            "<>",
            "\\",
            "{",
            "`",
            "value=\t");

    private static final List<String> TYPES = List.of(
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=utf-8",
            "application/x-www-form-urlencoded;charset=UTF-8",
            "Application/X-WWW-Form-Urlencoded",
            "application/x-www-form-urlencoded ; a=b",
            "application/x-www-form-urlencoded;",
            "application/x-www-form-urlencoded; charset",
            "application/x-www-form-urlencoded; charset=",
            "application/x-www-form-urlencoded; charset=\"utf-8\"",
            "application/x-www-form-urlencoded; charset=\"utf-8",
            "application/x-www-form-urlencoded; a=\"\\\"b\" ;c=",
            "application/x-www-form-urlencoded; a=\"\"; b = c ; ",
            "application/x-www-form-urlencoded; a=b; A=b",
            "application/x-www-form-urlencoded; a=b; a=c",
            "application/x-www-form-urlencoded;; a=b",
            "application/x-www-form-urlencoded a=b",
            "application /x-www-form-urlencoded",
            "application/",
            "text/plain; charset",
            "\u00ff/x",
            "application/x-www-form-urlencoded, text/plain",
            " application/x-www-form-urlencoded",
            "application/json",
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/octet-stream",
            "form",
            "/",
            ";",
            "");

    private final Chance chance;

    private EncodingCalls(Chance chance) {
        this.chance = chance;
    }

    static List<Step> sequence(Chance chance) {
        var calls = new EncodingCalls(chance);
        var steps = new ArrayList<Step>();
        steps.addAll(chance.times(4 + chance.below(12), calls::next));
        steps.add(Send.of(Call.of("GET", KeyCalls.target("/"), "recursive=true", "sorted=true")));
        return steps;
    }

    private Step next() {
        String method = chance.any("PUT", "PUT", "PUT", "POST", "GET", "DELETE");
        String[] query = chance.in100(40) ? new String[] {pieces(4)} : new String[0];
        Call call = Call.of(method, KeyCalls.target(chance.any("/a", "/b")), query);
        if (chance.in100(15)) {
            return Send.of(call);
        }
        Call typed = chance.in100(5) ? call : call.header("Content-Type: " + type());
        return Send.of(typed.body(pieces(5)));
    }

    private String type() {
        return chance.any(chance.in100(50) ? TYPES.subList(0, 2) : TYPES);
    }

    /** On the request line, some bytes would end it. */
    private String pieces(int most) {
        return chance.some(most, PIECES);
    }
}
