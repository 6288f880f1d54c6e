package io.ordeal.harness.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * What the death of leaders meant to clients of a follower; all in milliseconds from the kill.
 *
 * @param accepted the end of the first write that was asked for after it, for each kill
 * @param settled the last answer to the writes that were under way, whatever it was, for each kill
 * @param lost how many of those were answered with an error
 */
public record Failovers(Contestant contestant, List<Double> accepted, List<Double> settled, int lost) {

    private static final int UNDER_WAY = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Keeps lists of its own. */
    public Failovers {
        accepted = List.copyOf(accepted);
        settled = List.copyOf(settled);
    }

    /** In the median of the kills. */
    public double acceptedMillis() {
        return Outcome.median(accepted);
    }

    /** In the median of the kills. */
    public double settledMillis() {
        return Outcome.median(settled);
    }

    static Failovers measure(Trio trio, int times) throws IOException {
        var accepted = new ArrayList<Double>();
        var settled = new ArrayList<Double>();
        int lost = 0;
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < times; i++) {
                int leader = trio.awaitLeader();
                HttpRequest write = write(trio.member(trio.awaitFollower()));
                if (status(http, write) >= 400) {
                    throw new IOException(
                            "a write fails although " + trio.contestant().label() + " has a leader");
                }
                List<CompletableFuture<HttpResponse<Void>>> underWay = IntStream.range(0, UNDER_WAY)
                        .mapToObj(_ -> http.sendAsync(write, HttpResponse.BodyHandlers.discarding()))
                        .toList();
                long killed = System.nanoTime();
                trio.kill(leader);
                while (status(http, write) >= 400) {
                    Trio.pause();
                }
                accepted.add((System.nanoTime() - killed) / 1e6);
                for (var each : underWay) {
                    lost += each.handle((response, failure) -> failure != null || response.statusCode() >= 400)
                                    .join()
                            ? 1
                            : 0;
                }
                settled.add((System.nanoTime() - killed) / 1e6);
                trio.start(leader);
                trio.awaitHealth(leader);
            }
        }
        return new Failovers(trio.contestant(), accepted, settled, lost);
    }

    private static HttpRequest write(Member member) {
        return HttpRequest.newBuilder(URI.create(member.clientUrl() + "/v2/keys/failover"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString("value=1"))
                .build();
    }

    private static int status(HttpClient http, HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
