package io.ordeal.docker;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server that knows its name and nothing else. In its cluster, n1 leads forever. */
final class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws IOException {
        String state = arguments[0].equals("n1") ? "StateLeader" : "StateFollower";
        byte[] answer = "{\"name\":\"%s\",\"state\":\"%s\"}"
                .formatted(arguments[0], state)
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(2379), 0);
        server.createContext("/v2/stats/self", exchange -> {
            exchange.getResponseHeaders().set("X-Raft-Term", "3");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.out.println("up");
    }
}
