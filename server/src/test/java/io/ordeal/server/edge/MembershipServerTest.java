package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that come and go, over real disks and a real network. */
@Timeout(120)
class MembershipServerTest {

    private static final Pattern MEMBER = Pattern.compile(
            "\\{\"id\":\"(\\w+)\",\"name\":\"(\\w*)\",\"peerURLs\":\\[\"([^\"]*)\"],\"clientURLs\":\\[\"?([^\"]*?)\"?]}");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\w*)\"");

    private record Member(String id, String name, String peerUrl, String clientUrl) {
        static List<Member> in(String body) {
            return MEMBER.matcher(body)
                    .results()
                    .map(each -> new Member(each.group(1), each.group(2), each.group(3), each.group(4)))
                    .toList();
        }
    }

    @TempDir
    private Path parent = Path.of("");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @AfterEach
    void stop() {
        client.close();
    }

    private HttpResponse<String> send(String method, URI uri, String body) throws IOException, InterruptedException {
        boolean json = body.startsWith("{");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private int write(LoopbackCluster cluster, int node, String key, String value)
            throws IOException, InterruptedException {
        return send("PUT", cluster.key(node, key), "value=" + value).statusCode();
    }

    private void awaitWrite(LoopbackCluster cluster, int node, String key, String value) throws Exception {
        await(() -> {
            int status = write(cluster, node, key, value);
            return status == 200 || status == 201;
        });
    }

    private String read(LoopbackCluster cluster, int node, String key) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", cluster.key(node, key), "");
        Matcher value = VALUE.matcher(response.body());
        return response.statusCode() == 200 && value.find() ? value.group(1) : "";
    }

    private List<Member> members(LoopbackCluster cluster, int node) throws IOException, InterruptedException {
        return Member.in(send("GET", cluster.members(node, ""), "").body());
    }

    /** Of those that have started. */
    private Set<String> names(LoopbackCluster cluster, int node) throws IOException, InterruptedException {
        var names = new TreeSet<String>();
        members(cluster, node).forEach(member -> names.add(member.name()));
        return names;
    }

    private String id(LoopbackCluster cluster, int asked, int node) throws IOException, InterruptedException {
        return members(cluster, asked).stream()
                .filter(member -> member.peerUrl().equals(cluster.peerUrl(node)))
                .map(member -> member.id())
                .findFirst()
                .orElseThrow();
    }

    private static String url(LoopbackCluster cluster, int node) {
        return "{\"peerURLs\":[\"" + cluster.peerUrl(node) + "\"]}";
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(20);
        }
    }

    private void awaitNames(LoopbackCluster cluster, int node, String... names) throws Exception {
        await(() -> names(cluster, node).equals(Set.of(names)));
    }

    private int leader(LoopbackCluster cluster, int asked, int nodes) throws Exception {
        var found = new ArrayList<Integer>();
        await(() -> {
            HttpResponse<String> response = send("GET", cluster.members(asked, "/leader"), "");
            if (response.statusCode() == 200) {
                String name = Member.in(response.body()).getFirst().name();
                for (int node = 0; node < nodes; node++) {
                    if (name.equals("n" + node)) {
                        found.add(node);
                    }
                }
            }
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private List<Server> startThree(LoopbackCluster cluster) throws Exception {
        var servers = new ArrayList<Server>();
        for (int node = 0; node < 3; node++) {
            servers.add(cluster.start(node));
        }
        for (int node = 0; node < 3; node++) {
            awaitNames(cluster, node, "n0", "n1", "n2");
            int asked = node;
            await(() -> members(cluster, asked).stream()
                    .noneMatch(member -> member.clientUrl().isEmpty()));
        }
        return servers;
    }

    /** Adds the last server of the cluster, asking a follower, and starts it. */
    private Server add(LoopbackCluster cluster, int asked, int node, List<Integer> members) throws Exception {
        await(() -> {
            HttpResponse<String> added = send("POST", cluster.members(asked, ""), url(cluster, node));
            assertThat(added.statusCode()).as(added.body()).isIn(201, 500);
            return added.statusCode() == 201;
        });
        Member fresh = members(cluster, asked).stream()
                .filter(member -> member.name().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(fresh.clientUrl()).isEmpty();
        assertThat(fresh.peerUrl()).isEqualTo(cluster.peerUrl(node));
        Server server = cluster.join(node, members);
        await(() -> names(cluster, node).contains("n" + node));
        return server;
    }

    /** Two of four are not most of them, but three are: so whether the fourth has a vote is seen when one goes. */
    @Test
    void aMemberIsAddedAndVotesAndSurvivesItsRestart() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            List<Server> servers = startThree(cluster);
            awaitWrite(cluster, 0, "before", "1");
            int leader = leader(cluster, 0, 3);
            int follower = (leader + 1) % 3;
            int fourth = cluster.addPorts();
            List<Integer> all = List.of(0, 1, 2, fourth);
            Server newcomer = add(cluster, follower, fourth, all);
            await(() -> read(cluster, fourth, "before").equals("1"));
            assertThat(names(cluster, fourth)).containsExactly("n0", "n1", "n2", "n3");
            awaitNames(cluster, leader, "n0", "n1", "n2", "n3");
            String id = id(cluster, 0, fourth);

            cluster.stop(newcomer);
            cluster.join(fourth, all);
            await(() -> read(cluster, fourth, "before").equals("1"));
            assertThat(id(cluster, fourth, fourth)).isEqualTo(id);

            cluster.stop(servers.get(follower));
            awaitWrite(cluster, fourth, "after", "2");
            assertThat(read(cluster, fourth, "after")).isEqualTo("2");
            assertThat(send(
                                    "GET",
                                    URI.create("http://127.0.0.1:"
                                            + cluster.clients(fourth).getPort() + "/v2/stats/self"),
                                    "")
                            .body())
                    .contains("\"name\":\"n3\",\"id\":\"" + id + "\"");
        }
    }

    /** What was accepted is there afterwards, whoever leads. */
    @Test
    void theLeaderIsRemovedByItsOwnApiWhileAClientWrites() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            List<Server> servers = startThree(cluster);
            int leader = leader(cluster, 0, 3);
            int other = (leader + 1) % 3;
            String id = id(cluster, other, leader);
            var over = new AtomicBoolean();
            var accepted = CompletableFuture.supplyAsync(() -> writeUntil(over, cluster, other));
            awaitWrite(cluster, other, "begun", "1");

            HttpResponse<String> removed = send("DELETE", cluster.members(leader, "/" + id), "");
            assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);
            servers.get(leader).end().get(10, TimeUnit.SECONDS);
            awaitWrite(cluster, other, "ended", "1");
            over.set(true);
            List<Integer> numbers = accepted.get(20, TimeUnit.SECONDS);
            assertThat(numbers).hasSizeGreaterThan(1);
            for (int number : numbers) {
                assertThat(read(cluster, other, "w" + number)).isEqualTo("" + number);
            }
            assertThat(members(cluster, other)).hasSize(2);
            assertThat(send("DELETE", cluster.members(other, "/" + id), "").statusCode())
                    .isEqualTo(410);
            cluster.stop(servers.get(leader));
            assertThatThrownBy(() -> cluster.start(leader))
                    .isInstanceOf(RemovedException.class)
                    .hasMessageContaining(cluster.folder(leader).toString());

            Files.move(cluster.folder(leader), parent.resolve("old"));
            add(cluster, other, leader, List.of(0, 1, 2));
            assertThat(id(cluster, other, leader)).isNotEqualTo(id);
            await(() -> read(cluster, leader, "ended").equals("1"));
        }
    }

    private List<Integer> writeUntil(AtomicBoolean over, LoopbackCluster cluster, int node) {
        var accepted = new ArrayList<Integer>();
        for (int number = 0; !over.get(); number++) {
            try {
                if (write(cluster, node, "w" + number, "" + number) == 201) {
                    accepted.add(number);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return accepted;
    }

    @Test
    void aMemberThatWasDownWhileItWasRemovedEndsWhenItStarts() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            List<Server> servers = startThree(cluster);
            int leader = leader(cluster, 0, 3);
            int away = (leader + 1) % 3;
            String id = id(cluster, leader, away);
            cluster.stop(servers.get(away));
            await(() -> send("DELETE", cluster.members(leader, "/" + id), "").statusCode() == 204);

            Server back = cluster.start(away);
            back.end().get(10, TimeUnit.SECONDS);
            cluster.stop(back);
            assertThatThrownBy(() -> cluster.start(away)).isInstanceOf(RemovedException.class);
        }
    }

    @Test
    void aMemberMoves() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            List<Server> servers = startThree(cluster);
            int leader = leader(cluster, 0, 3);
            int mover = (leader + 1) % 3;
            String id = id(cluster, leader, mover);
            cluster.stop(servers.get(mover));
            int elsewhere = cluster.addPorts();
            HttpResponse<String> taken = send("PUT", cluster.members(leader, "/" + id), url(cluster, leader));
            assertThat(taken.statusCode() + taken.body()).isEqualTo("409{\"message\":\"membership: peerURL exists\"}");
            await(() -> send("PUT", cluster.members(leader, "/" + id), url(cluster, elsewhere))
                            .statusCode()
                    == 204);
            assertThat(id(cluster, leader, elsewhere)).isEqualTo(id);

            cluster.start(mover, "--listen-peer-urls=" + cluster.peerUrl(elsewhere));
            cluster.stop(servers.get((leader + 2) % 3));
            awaitWrite(cluster, mover, "moved", "1");
        }
    }

    @Test
    void whoDoesNotFitIsToldWhy() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            startThree(cluster);
            int fourth = cluster.addPorts();
            int stranger = cluster.addPorts();
            assertThatThrownBy(() -> cluster.join(fourth, List.of(0, 1, 2, fourth)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(cluster.peerUrl(fourth), "add it first with POST /v2/members");
            await(() ->
                    send("POST", cluster.members(0, ""), url(cluster, fourth)).statusCode() == 201);
            assertThatThrownBy(() -> cluster.join(fourth, List.of(0, 1, fourth)))
                    .hasMessageContaining("--initial-cluster names 3 members, the cluster has 4");
            assertThatThrownBy(() -> cluster.join(fourth, List.of(0, 1, 2, stranger, fourth)))
                    .hasMessageContainingAll(cluster.peerUrl(stranger), "where the cluster has no member");
            assertThatThrownBy(() -> cluster.join(fourth, List.of(fourth)))
                    .hasMessageContaining("--initial-cluster must name the other members as well");
        }
    }

    /** It would vote again in terms in which it has voted. */
    @Test
    void aMemberThatHasLostItsDataDoesNotComeBack() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            List<Server> servers = startThree(cluster);
            cluster.stop(servers.getFirst());
            Files.move(cluster.folder(0), parent.resolve("lost"));
            assertThatThrownBy(() -> cluster.join(0, List.of(0, 1, 2)))
                    .hasMessageContainingAll("has run before", cluster.folder(0).toString());
        }
    }

    @Test
    void nothingIsWrittenWhereAllIsToldAlready() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 1)) {
            Server server = cluster.start(0);
            awaitNames(cluster, 0, "n0");
            awaitWrite(cluster, 0, "x", "1");
            long first = raftIndex(cluster);
            for (int start = 1; start < 4; start++) {
                cluster.stop(server);
                server = cluster.start(0);
                await(() -> send("GET", cluster.key(0, "x?quorum=true"), "").statusCode() == 200);
                assertThat(raftIndex(cluster)).as("one entry opens each term").isEqualTo(first + start);
            }
            cluster.stop(server);
            cluster.start(0, "--advertise-client-urls=http://elsewhere:1");
            await(() -> members(cluster, 0).getFirst().clientUrl().equals("http://elsewhere:1"));
        }
    }

    private long raftIndex(LoopbackCluster cluster) throws IOException, InterruptedException {
        return send("GET", cluster.key(0, "x"), "")
                .headers()
                .firstValueAsLong("X-Raft-Index")
                .orElseThrow();
    }
}
