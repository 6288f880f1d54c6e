package io.ordeal.harness.conformance;

import io.ordeal.harness.conformance.Step.Raw;
import io.ordeal.harness.conformance.Step.Send;
import java.util.ArrayList;
import java.util.List;

/** HTTP itself: connections that stay or end, bodies in pieces, and bytes that are hardly HTTP. */
final class ProtocolCalls {

    private static final String KEY = "/v2/keys/{ns}/a";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static final List<String> CONNECTIONS = List.of(
            "close", "keep-alive", "Close", "Keep-Alive", "x", "keep-alive, close", "close, keep-alive", "upgrade", "");

    private static final List<String> PROTOCOLS = List.of(
            "HTTP/1.1",
            "HTTP/1.0",
            "HTTP/1.2",
            "HTTP/1.9",
            "HTTP/2.0",
            "HTTP/3.0",
            "HTTP/0.9",
            "http/1.1",
            "HTTP/1.10",
            "HTTP/1",
            "HTTP/x.y",
            "HTTPS/1.1",
            "");

    private static final List<String> HEADERS = List.of(
            "X: y\r\n",
            "X:y\r\n",
            "X:\r\n",
            "X: \u00ff\r\n",
            "X: \u00c3\u00bc\r\n",
            "X : y\r\n",
            " X: y\r\n",
            "X: y\r\n z\r\n",
            "X\r\n",
            ": y\r\n",
            "X: \u0000\r\n",
            "X: a\rb\r\n",
            "X: \u0001\r\n",
            "X: \u007f\r\n",
            "X\u00ff: y\r\n",
            "X(y): z\r\n",
            "X: y\n",
            "Host: two\r\n",
            "Content-Length: 0\r\n",
            "Content-Length: 0\r\nContent-Length: 0\r\n",
            "Content-Length: 0, 0\r\n",
            "Content-Length: +0\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 0x0\r\n",
            "Content-Length: \r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Transfer-Encoding: x\r\n",
            "Expect: something\r\n",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\n",
            "Accept-Encoding: gzip\r\n",
            "If-None-Match: *\r\n",
            "Range: bytes=0-3\r\n",
            "X-HTTP-Method-Override: DELETE\r\n",
            "Origin: http://elsewhere\r\n",
            "Authorization: Basic cm9vdDpyb290\r\n");

    private static final List<String> CHUNKS = List.of(
            "7\r\nvalue=1\r\n0\r\n\r\n",
            "0\r\n\r\n",
            "3\r\nval\r\n4\r\nue=2\r\n0\r\n\r\n",
            "7;ext=1\r\nvalue=1\r\n0\r\n\r\n",
            "07\r\nvalue=1\r\n0\r\n\r\n",
            "7 \r\nvalue=1\r\n0\r\n\r\n",
            "7\nvalue=1\n0\n\n",
            "7\r\nvalue=1\r\n0\r\nTrailer: x\r\n\r\n",
            "7\r\nvalue=1x\r\n0\r\n\r\n",
            "x\r\nvalue=1\r\n0\r\n\r\n",
            "-7\r\nvalue=1\r\n0\r\n\r\n",
            "+7\r\nvalue=1\r\n0\r\n\r\n",
            "0x7\r\nvalue=1\r\n0\r\n\r\n",
            "\r\nvalue=1\r\n0\r\n\r\n",
            "fffffffffffffffff\r\nvalue=1\r\n0\r\n\r\n");

    private static final List<String> LINES = List.of(
            "GET",
            "GET " + KEY,
            "GET  " + KEY + " HTTP/1.1",
            "GET " + KEY + "  HTTP/1.1",
            " GET " + KEY + " HTTP/1.1",
            "GET " + KEY + " HTTP/1.1 ",
            "GET\t" + KEY + "\tHTTP/1.1",
            "GET " + KEY + " x HTTP/1.1",
            "GET v2/keys HTTP/1.1",
            "GET ? HTTP/1.1",
            "GET * HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "CONNECT etcd:80 HTTP/1.1",
            "CONNECT /v2/keys HTTP/1.1",
            "GET http:// HTTP/1.1",
            "GET http://etcd HTTP/1.1",
            "GET http:///v2/keys HTTP/1.1",
            "GET https://etcd/v2/machines HTTP/1.1",
            "GET ftp://etcd/v2/machines HTTP/1.1",
            "GET http://a:b/v2/machines HTTP/1.1",
            "GET /v2/machines?\u00ff HTTP/1.1",
            "GET /v2/machines\u007f HTTP/1.1",
            "GET /v2/machines\u0001 HTTP/1.1",
            "G\u00ffT /v2/machines HTTP/1.1",
            "G(T /v2/machines HTTP/1.1",
            " ",
            "\u0000\u0001\u0002",
            "PRI * HTTP/2.0",
            "\u0016\u0003\u0001\u0000\u0005\u0001");

    private static final String GET = "GET " + KEY + " HTTP/1.1\r\n";
    private static final String PUT = "PUT " + KEY + " HTTP/1.1\r\nHost: etcd\r\n" + FORM;

    private static final List<Raw> ODD = List.of(
            new Raw("\r\n" + GET + "Host: etcd\r\n\r\n", 1),
            new Raw("\n\r\n" + GET + "Host: etcd\r\n\r\n", 1),
            new Raw("GET " + KEY + " HTTP/1.1\nHost: etcd\n\n", 1),
            new Raw(GET + "\r\n", 1),
            new Raw("GET " + KEY + " HTTP/1.0\r\n\r\n", 1),
            new Raw(GET + "Host: \r\n\r\n", 1),
            new Raw(GET + "Host: a b\r\n\r\n", 1),
            new Raw(GET + "Host: a/b\r\n\r\n", 1),
            new Raw(GET + "Host: \u00ff\r\n\r\n", 1),
            new Raw(GET + "Host: one\r\nHost: two\r\n\r\n", 1),
            new Raw(GET + "host: etcd\r\nCONNECTION: CLOSE\r\n\r\n", 1),
            new Raw(GET + "Host: etcd\r\nContent-Length: 3\r\n\r\nabc" + GET + "Host: etcd\r\n\r\n", 2),
            new Raw(PUT + "Content-Length: 7\r\nContent-Length: 7\r\n\r\nvalue=1", 1),
            new Raw(PUT + "Content-Length: 7\r\nContent-Length: 6\r\n\r\nvalue=1", 1),
            new Raw("PUT " + KEY + " HTTP/1.0\r\n" + FORM + "Content-Length: 7\r\n\r\nvalue=1", 1),
            new Raw(
                    "PUT " + KEY + " HTTP/1.0\r\n" + FORM
                            + "Transfer-Encoding: chunked\r\n\r\n7\r\nvalue=1\r\n0\r\n\r\n",
                    1),
            new Raw("PUT " + KEY + " HTTP/1.1\r\nHost: etcd\r\n\r\n", 1),
            new Raw(GET + "Host: etcd\r\nX: " + "x".repeat(8_000) + "\r\n\r\n", 1),
            new Raw("GET " + KEY + "?x=" + "x".repeat(3_000) + " HTTP/1.1\r\nHost: etcd\r\n\r\n", 1));

    private static final List<Step> ODDITIES = oddities();

    /** Each once, first on its connection and then not. */
    static final List<List<Step>> ALWAYS = always();

    private ProtocolCalls() {}

    static List<Step> sequence(Chance chance) {
        var steps = new ArrayList<Step>();
        steps.add(Send.of(Call.of("PUT", KEY).form("value=0")));
        steps.addAll(chance.times(2 + chance.below(4), () -> next(chance)));
        steps.add(Send.of(Call.of("GET", KEY)));
        return steps;
    }

    private static List<List<Step>> always() {
        var all = new ArrayList<List<Step>>();
        Step put = Send.of(Call.of("PUT", KEY).form("value=0"));
        Step get = Send.of(Call.of("GET", KEY));
        for (Step odd : ODDITIES) {
            all.add(List.of(odd, get));
            all.add(List.of(put, odd, get));
        }
        for (String connection : CONNECTIONS) {
            String header = "Connection: " + connection;
            all.add(List.of(Send.of(Call.of("GET", KEY).header(header)), get));
            all.add(List.of(Send.of(Call.of("GET", KEY).header(header).protocol("HTTP/1.0")), get));
        }
        return List.copyOf(all);
    }

    private static Step next(Chance chance) {
        return switch (chance.below(8)) {
            case 0, 1 -> new Send(chance.times(2 + chance.below(4), () -> simple(chance)));
            case 2 -> Send.of(simple(chance).protocol("HTTP/1.0").header("Connection: " + chance.any(CONNECTIONS)));
            case 3 -> Send.of(simple(chance).header("Connection: " + chance.any(CONNECTIONS)));
            default -> chance.any(ODDITIES);
        };
    }

    private static Call simple(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> Call.of("PUT", KEY).form("value=" + chance.below(9));
            case 1 -> Call.of("HEAD", KEY);
            case 2 -> Call.of("PUT", KEY).form("value=" + chance.below(9)).inChunks();
            case 3 -> Call.of("GET", "/nowhere");
            case 4 -> Call.of("DELETE", KEY).body("value=1");
            default -> Call.of("GET", KEY);
        };
    }

    private static List<Step> oddities() {
        var all = new ArrayList<Step>(ODD);
        PROTOCOLS.forEach(word -> all.add(new Raw("GET " + KEY + " " + word + "\r\nHost: etcd\r\n\r\n", 1)));
        HEADERS.forEach(header -> all.add(new Raw(GET + "Host: etcd\r\n" + header + "\r\n", 1)));
        CHUNKS.forEach(chunks -> all.add(new Raw(PUT + "Transfer-Encoding: chunked\r\n\r\n" + chunks, 1)));
        all.add(new Raw(PUT + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n" + CHUNKS.getFirst(), 1));
        LINES.forEach(line -> all.add(new Raw(line + "\r\nHost: etcd\r\n\r\n", 1)));
        for (String expected : List.of("100-continue", "100-Continue", "x", "")) {
            Call put = Call.of("PUT", KEY).form("value=1");
            all.add(Send.of(put.header("Expect: " + expected)));
            all.add(Send.of(put.header("Expect: " + expected).protocol("HTTP/1.0")));
            all.add(Send.of(Call.of("PUT", KEY).body("value=1").header("Expect: " + expected)));
            all.add(Send.of(Call.of("GET", KEY).header("Expect: " + expected)));
        }
        return List.copyOf(all);
    }
}
