package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests about members that change nothing: with an unstarted member besides it, a node by itself could do nothing more.
 */
final class MemberCalls {

    private static final String JSON = "Content-Type: application/json";

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private static final List<String> PLACES = List.of(
            "/v2/members",
            "/v2/members/",
            "/v2/members/leader/",
            "/v2/members/7",
            "/v2/members/0007",
            "/v2/members/ABCDEF",
            "/v2/members/xyz",
            "/v2/members/leader",
            "/v2/members/+7",
            "/v2/members/-1",
            "/v2/members/7/8",
            "/v2/members/0x7",
            "/v2/members/7%20",
            "/v2/members/ffffffffffffffff",
            "/v2/members/1ffffffffffffffff",
            "/v2/membersx");

    private static final List<String> TYPES = List.of(
            JSON,
            JSON,
            JSON,
            "Content-Type: application/json; charset=utf-8",
            "Content-Type: Application/JSON ;x",
            "Content-Type: Application/JSON",
            "Content-Type: text/plain; x=1",
            "Content-Type: TEXT/Plain ; x=1",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type:");

    /** None of them has any URL that can be taken. */
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "{}",
            "null",
            "[]",
            "7",
            "true",
            "{} {}",
            "{\"peerURLs\":null}",
            "{\"peerURLs\":[]}",
            "{\"peerurls\":[]}",
            "{\"peerURLs\":7}",
            "{\"peerURLs\":\"http://h:1\"}",
            "{\"peerURLs\":[7]}",
            "{\"peerURLs\":[null]}",
            "{\"peerURLs\":[\"http://h:1\"]}x",
            "{\"peerURLs\":[\"http://h:1\"],\"PEERURLS\":[]}",
            "{\"peerURLs\":[\"\"]}",
            "{\"peerURLs\":[\"h\"]}",
            "{\"peerURLs\":[\"h:1\"]}",
            "{\"peerURLs\":[\" ftp://h:1 \"]}",
            "{\"peerURLs\":[\"http://h\"]}",
            "{\"peerURLs\":[\"http:h:1\"]}",
            "{\"peerURLs\":[\"http://\"]}",
            "{\"peerURLs\":[\"http://[::1]\"]}",
            "{\"peerURLs\":[\"http://h:1:2\"]}",
            "{\"peerURLs\":[\"http://h:1/\"]}",
            "{\"peerURLs\":[\"http://h:1\",\"http://h:2/a?b#c\"]}",
            "{\"peerURLs\":[\"127.0.0.1:1\"]}",
            "{\"peerURLs\":[\"http://h h:1\"]}",
            "{\"peerURLs\":[\"http://h:x\"]}",
            "{\"peerURLs\":[\"://h:1\"]}");

    /** Every method at every place, and every body to those who take one. */
    static final List<List<Step>> ALWAYS = List.of(everywhere(), everything());

    private MemberCalls() {}

    private static List<Step> everywhere() {
        var steps = new ArrayList<Step>();
        for (String place : PLACES) {
            for (String method : METHODS) {
                if (!isList(method, place)) {
                    steps.add(Send.of(Call.of(method, place).header(JSON).body("{}")));
                }
            }
        }
        return steps;
    }

    private static List<Step> everything() {
        var steps = new ArrayList<Step>();
        for (String body : BODIES) {
            steps.add(Send.of(Call.of("POST", "/v2/members").header(JSON).body(body)));
            steps.add(Send.of(Call.of("PUT", "/v2/members/7").header(JSON).body(body)));
        }
        for (String type : TYPES) {
            steps.add(Send.of(Call.of("POST", "/v2/members").header(type).body("{}")));
        }
        return steps;
    }

    /** Who the members are is not the same. */
    private static boolean isList(String method, String place) {
        return method.equals("GET")
                && List.of("/v2/members", "/v2/members/", "/v2/members/leader").contains(place);
    }

    static List<Step> sequence(Chance chance) {
        return chance.times(4 + chance.below(10), () -> {
            String place = chance.any(PLACES);
            String method = isList("GET", place) ? "POST" : chance.any(METHODS);
            return Send.of(Call.of(method, place).header(chance.any(TYPES)).body(chance.any(BODIES)));
        });
    }
}
