package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes of a few keys, so many that their states get interesting. */
final class KeyCalls {

    /** Below the sequence's directory; files and directories take each other's places. */
    static final List<String> KEYS = List.of(
            "/a",
            "/a",
            "/a",
            "/b",
            "/b",
            "/d",
            "/d",
            "/d",
            "/d/a",
            "/d/a",
            "/d/b",
            "/d/e",
            "/d/e/a",
            "/d/e/b",
            "/_h",
            "/_h/a",
            "/_h/_i",
            "/d/_h",
            "/d/_h/a",
            "/d-a",
            "/a/b",
            "",
            "/",
            "/d/",
            "/b/c/d/e");

    static final List<String> VALUES = List.of("1", "1", "1", "2", "2", "3", "", "x+y", "%C3%BC", "%3C%26%3E", "%00");

    private static final List<String> YES = List.of("true", "true", "true", "1", "t", "T", "TRUE", "True");
    private static final List<String> NO = List.of("false", "false", "0", "f", "F", "FALSE", "False");

    private static final List<String> INDICES = List.of(
            "{modified %s}",
            "{modified %s}",
            "{modified %s}",
            "{modified %s}",
            "{modified /a}",
            "0",
            "000{modified %s}",
            "{index}",
            "{index+1}",
            "{index+2}",
            "{index+3}",
            "{index+5}",
            "{index-1}",
            "18446744073709551615");

    /** None ends while its sequence runs. */
    private static final List<String> LIVES = List.of("100", "100", "1000", "86400", "3000000000", "0100", "");

    private final Chance chance;

    private KeyCalls(Chance chance) {
        this.chance = chance;
    }

    static List<Step> sequence(Chance chance) {
        var calls = new KeyCalls(chance);
        return chance.times(4 + chance.below(22), calls::next);
    }

    static String target(String key) {
        return "/v2/keys/{ns}" + key;
    }

    private Step next() {
        String key = chance.any(KEYS);
        return switch (chance.below(21)) {
            case 20 -> Send.of(root());
            case 0, 1, 2, 3, 4, 5, 6, 7 -> Send.of(put(key));
            case 8, 9 -> Send.of(post(key));
            case 10, 11, 12 -> Send.of(delete(key));
            case 13 -> Send.of(Call.of("HEAD", target(key), reading()));
            case 14 -> Send.of(get(key), put(key), get(key));
            case 15 -> Send.of(get("", "recursive=true", "sorted=true"));
            case 16 -> Send.of(Call.of("GET", "/v2/keys", reading()));
            default -> Send.of(get(key));
        };
    }

    /** To the root itself, which is above the sequence's directory. */
    private Call root() {
        Call call = chance.any(put(""), post(""), delete(""));
        String root = chance.any("/v2/keys", "/v2/keys/");
        return new Call(call.method(), root, call.query(), call.headers(), call.body(), false, call.protocol());
    }

    private Call get(String key) {
        return get(key, reading());
    }

    private static Call get(String key, String... query) {
        return Call.of("GET", target(key), query);
    }

    private String[] reading() {
        var query = new ArrayList<String>();
        flag(query, 40, "recursive");
        flag(query, 60, "sorted");
        flag(query, 15, "quorum");
        return query.toArray(String[]::new);
    }

    private Call put(String key) {
        var fields = new ArrayList<String>();
        if (chance.in100(75)) {
            fields.add("value=" + chance.any(VALUES));
        }
        flag(fields, 20, "dir");
        if (chance.in100(25)) {
            fields.add("prevExist=" + chance.any(chance.any(YES, NO)));
        }
        conditions(fields, key);
        life(fields);
        flag(fields, 8, "refresh");
        flag(fields, 8, "noValueOnSuccess");
        flag(fields, 4, "quorum");
        flag(fields, 4, "recursive");
        return placed(Call.of("PUT", target(key)), fields);
    }

    private Call post(String key) {
        var fields = new ArrayList<String>(List.of("value=" + chance.any(VALUES)));
        flag(fields, 15, "dir");
        life(fields);
        flag(fields, 8, "noValueOnSuccess");
        if (chance.in100(10)) {
            fields.add("prevExist=" + chance.any(chance.any(YES, NO)));
            conditions(fields, key);
        }
        return placed(Call.of("POST", target(key)), fields);
    }

    private Call delete(String key) {
        var query = new ArrayList<String>();
        flag(query, 40, "dir");
        flag(query, 40, "recursive");
        conditions(query, key);
        if (chance.in100(5)) {
            query.add("prevExist=" + chance.any(chance.any(YES, NO)));
        }
        flag(query, 5, "noValueOnSuccess");
        return Call.of("DELETE", target(key), query.toArray(String[]::new));
    }

    private void conditions(List<String> fields, String key) {
        if (chance.in100(15)) {
            fields.add("prevValue=" + chance.any(VALUES));
        }
        if (chance.in100(15)) {
            fields.add("prevIndex=" + chance.any(INDICES).formatted(key));
        }
    }

    private void life(List<String> fields) {
        if (chance.in100(12)) {
            fields.add("ttl=" + chance.any(LIVES));
        }
    }

    private void flag(List<String> fields, int percent, String name) {
        if (chance.in100(percent)) {
            fields.add(name + "=" + chance.any(chance.in100(80) ? YES : NO));
        }
    }

    /** Each field in the query or in the form. */
    private Call placed(Call call, List<String> fields) {
        var query = new ArrayList<String>();
        var form = new ArrayList<String>();
        for (String field : fields) {
            (chance.in100(35) ? query : form).add(field);
            if (chance.in100(3)) {
                String again = field.replaceFirst("=.*", "=" + chance.any("1", "2", "true", "", "x"));
                chance.any(query, form).add(again);
            }
        }
        Call asked = Call.of(call.method(), call.target(), query.toArray(String[]::new));
        return form.isEmpty() ? asked : asked.form(form);
    }
}
