package io.ordeal.docker;

import io.ordeal.nemesis.cluster.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a node says of itself.
 *
 * @param term in which it leads; zero when it does not lead, or does not tell
 */
record Standing(boolean leads, long term) {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String TERM = "x-raft-term";
    private static final Pattern LEADER = Pattern.compile("\"state\"\\s*:\\s*\"StateLeader\"");

    static Optional<Standing> ask(InetSocketAddress node) {
        try (var connection = new HttpConnection(node, PATIENCE)) {
            connection.connect();
            Wire.Reply.Answered self = get(connection, "/v2/stats/self");
            if (self.status() != 200 || !LEADER.matcher(self.body()).find()) {
                return Optional.of(new Standing(false, 0));
            }
            return Optional.of(
                    self.headers().containsKey(TERM) ? new Standing(true, term(self)) : confirmed(connection));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Real etcd goes on to say here that it leads until it hears of another leader, and tells no term. What it knows of
     * its followers, only one that leads tells.
     */
    private static Standing confirmed(HttpConnection connection) throws IOException {
        boolean leads = get(connection, "/v2/stats/leader").status() == 200;
        return new Standing(leads, leads ? term(get(connection, "/v2/keys/")) : 0);
    }

    private static Wire.Reply.Answered get(HttpConnection connection, String target) throws IOException {
        return connection.exchange(new Wire.Call("GET", target, ""));
    }

    private static long term(Wire.Reply.Answered answer) {
        String term = answer.headers().getOrDefault(TERM, "");
        return term.matches("[0-9]{1,18}") ? Long.parseLong(term) : 0;
    }
}
