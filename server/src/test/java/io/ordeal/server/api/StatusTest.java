package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Intent.Ask;
import io.ordeal.server.api.NodeStatus.Leader;
import io.ordeal.server.api.NodeStatus.Member;
import io.ordeal.server.api.NodeStatus.Role;
import io.ordeal.server.api.Statistics.Follower;
import io.ordeal.server.api.Statistics.Latency;
import io.ordeal.server.api.Statistics.Operation;
import io.ordeal.server.api.Statistics.Tally;
import io.ordeal.server.api.Statistics.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

    private static final EtcdV2 API = new EtcdV2("a1");
    private static final Member N1 =
            new Member("n1", "f1", List.of("http://127.0.0.1:7001"), List.of("http://127.0.0.1:4001"));
    private static final Member N2 =
            new Member("n2", "b2", List.of("http://127.0.0.1:7002"), List.of("http://127.0.0.1:4002"));
    private static final Leader LEADER =
            new Leader(N2, Instant.parse("2026-11-22T08:37:53.160343150Z"), Duration.ofMillis(3_723_500));

    private static NodeStatus status(Role role, Optional<Leader> leader, Statistics statistics) {
        return new NodeStatus(N1, role, 7, Instant.parse("2026-11-22T08:00:00Z"), leader, List.of(N1, N2), statistics);
    }

    private static NodeStatus status(Role role, Optional<Leader> leader) {
        return status(role, leader, Statistics.NONE);
    }

    private static final NodeStatus FOLLOWING = status(Role.FOLLOWER, Optional.of(LEADER));
    private static final NodeStatus ELECTING = status(Role.CANDIDATE, Optional.empty());

    private static Wire ask(String target, NodeStatus status) {
        return Wire.of(API.told((Ask) API.interpret(Request.of("GET", target), 0), status));
    }

    private static Wire json(int status, String body) {
        return new Wire(status, Map.of("Content-Type", "application/json"), body);
    }

    @Test
    void tellsTheVersionOfTheApiMisc01() {
        var answer = (Intent.Answer) API.interpret(Request.of("GET", "/version"), 0);
        assertThat(Wire.of(answer.response()))
                .isEqualTo(new Wire(
                        200,
                        Map.of("Content-Type", "application/json"),
                        "{\"etcdserver\":\"2.3.8\",\"etcdcluster\":\"2.3.0\"}"));
    }

    @Test
    void tellsItsHealthMisc02() {
        assertThat(API.interpret(Request.of("GET", "/health"), 0)).isEqualTo(new Intent.CheckHealth());
        assertThat(Wire.of(API.health(true))).isEqualTo(Wire.text(200, "{\"health\":\"true\"}"));
        assertThat(Wire.of(API.health(false))).isEqualTo(Wire.text(503, "{\"health\":\"false\"}\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/machines", "/v2/peers"})
    void tellsWhereTheMembersAreMisc03Misc04(String target) {
        assertThat(ask(target, FOLLOWING)).isEqualTo(Wire.text(200, "http://127.0.0.1:4001, http://127.0.0.1:4002"));
    }

    @Test
    void tellsWhereTheLeaderIsMisc04() {
        assertThat(ask("/v2/leader", FOLLOWING)).isEqualTo(Wire.text(200, "http://127.0.0.1:7002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/members", "/v2/members/"})
    void tellsTheMembersInTheOrderOfTheirIdsMem01(String target) {
        assertThat(ask(target, FOLLOWING))
                .isEqualTo(json(
                                200,
                                "{\"members\":[{\"id\":\"b2\",\"name\":\"n2\",\"peerURLs\":[\"http://127.0.0.1:7002\"],"
                                        + "\"clientURLs\":[\"http://127.0.0.1:4002\"]},"
                                        + "{\"id\":\"f1\",\"name\":\"n1\",\"peerURLs\":[\"http://127.0.0.1:7001\"],"
                                        + "\"clientURLs\":[\"http://127.0.0.1:4001\"]}]}\n")
                        .with("X-Etcd-Cluster-Id", "a1"));
    }

    @Test
    void tellsTheMemberThatLeadsMem02() {
        assertThat(ask("/v2/members/leader", FOLLOWING))
                .isEqualTo(json(
                                200,
                                "{\"id\":\"b2\",\"name\":\"n2\",\"peerURLs\":[\"http://127.0.0.1:7002\"],"
                                        + "\"clientURLs\":[\"http://127.0.0.1:4002\"]}\n")
                        .with("X-Etcd-Cluster-Id", "a1"));
        assertThat(ask("/v2/members/leader", ELECTING))
                .isEqualTo(json(503, "{\"message\":\"During election\"}").with("X-Etcd-Cluster-Id", "a1"));
        assertThat(ask("/v2/members/f1", FOLLOWING))
                .isEqualTo(json(404, "{\"message\":\"Not found\"}").with("X-Etcd-Cluster-Id", "a1"));
    }

    @Test
    void aLeaderTellsHowItsFollowersAnswerStat02() {
        var latency = new Latency(0.25, 1.5, 0, 0.000_000_5, 20);
        var followers = List.of(new Follower("b2", latency, new Tally(7, 1)));
        var statistics = new Statistics(Traffic.NONE, Traffic.NONE, followers, Map.of(), 0, 0);
        assertThat(ask("/v2/stats/leader", status(Role.LEADER, Optional.empty(), statistics)))
                .isEqualTo(json(
                        200,
                        "{\"leader\":\"f1\",\"followers\":{\"b2\":{\"latency\":{\"current\":0.25,\"average\":1.5,"
                                + "\"standardDeviation\":0,\"minimum\":0.0000005,\"maximum\":20},"
                                + "\"counts\":{\"fail\":1,\"success\":7}}}}"));
        assertThat(ask("/v2/stats/leader", status(Role.LEADER, Optional.empty())))
                .isEqualTo(json(200, "{\"leader\":\"f1\",\"followers\":{}}"));
        assertThat(ask("/v2/stats/leader", FOLLOWING)).isEqualTo(json(403, "{\"message\":\"not current leader\"}"));
    }

    @Test
    void tellsWhatWasDoneWithKeysStat03() {
        var store = Map.of(Operation.GET, new Tally(1, 2), Operation.COMPARE_AND_DELETE, new Tally(3, 4));
        var statistics = new Statistics(Traffic.NONE, Traffic.NONE, List.of(), store, 5, 6);
        assertThat(ask("/v2/stats/store", status(Role.FOLLOWER, Optional.empty(), statistics)))
                .isEqualTo(json(
                        200,
                        "{\"getsSuccess\":1,\"getsFail\":2,\"setsSuccess\":0,\"setsFail\":0,\"deleteSuccess\":0,"
                                + "\"deleteFail\":0,\"updateSuccess\":0,\"updateFail\":0,\"createSuccess\":0,"
                                + "\"createFail\":0,\"compareAndSwapSuccess\":0,\"compareAndSwapFail\":0,"
                                + "\"compareAndDeleteSuccess\":3,\"compareAndDeleteFail\":4,\"expireCount\":5,"
                                + "\"watchers\":6}"));
    }

    @Test
    void hasNoLeaderToTellDuringAnElectionErr301() {
        assertThat(ask("/v2/leader", ELECTING))
                .isEqualTo(new Wire(
                        500,
                        Map.of(
                                "Content-Type", "application/json",
                                "X-Etcd-Cluster-Id", "a1",
                                "X-Etcd-Index", "0"),
                        "{\"errorCode\":301,\"message\":\"During Leader Election\",\"index\":0}\n"));
    }

    /** It has been heard, and what is applied here does not have it yet. */
    @Test
    void aLeaderOfWhomNothingIsKnownYetIsNoneToTell() {
        var stranger = new Leader(new Member("", "c3", List.of(), List.of()), Instant.EPOCH, Duration.ZERO);
        NodeStatus joining = status(Role.FOLLOWER, Optional.of(stranger));
        assertThat(ask("/v2/leader", joining)).isEqualTo(ask("/v2/leader", ELECTING));
        assertThat(ask("/v2/members/leader", joining).body()).contains("\"id\":\"c3\"");
    }

    @Test
    void tellsItsPartInTheClusterStat01() {
        assertThat(ask("/v2/stats/self", FOLLOWING))
                .isEqualTo(new Wire(
                        200,
                        Map.of("Content-Type", "application/json", "X-Raft-Term", "7"),
                        "{\"name\":\"n1\",\"id\":\"f1\",\"state\":\"StateFollower\","
                                + "\"startTime\":\"2026-11-22T08:00:00Z\",\"leaderInfo\":{\"leader\":\"b2\","
                                + "\"uptime\":\"1h2m3.5s\",\"startTime\":\"2026-11-22T08:37:53.16034315Z\"},"
                                + "\"recvAppendRequestCnt\":0,\"sendAppendRequestCnt\":0}"));
    }

    @Test
    void tellsRatesThatAreNotZeroStat01() {
        var statistics = new Statistics(new Traffic(3, 1.5, 0), new Traffic(4, 0.1, 1e7), List.of(), Map.of(), 0, 0);
        assertThat(ask("/v2/stats/self", status(Role.LEADER, Optional.empty(), statistics))
                        .body())
                .endsWith(",\"recvAppendRequestCnt\":3,\"recvPkgRate\":1.5,\"sendAppendRequestCnt\":4,"
                        + "\"sendPkgRate\":0.1,\"sendBandwidthRate\":10000000}");
    }

    @ParameterizedTest
    @CsvSource({"LEADER,StateLeader", "FOLLOWER,StateFollower", "CANDIDATE,StateCandidate"})
    void tellsItsRoleStat01(Role role, String state) {
        assertThat(ask("/v2/stats/self", status(role, Optional.empty())).body())
                .contains("\"state\":\"" + state + "\"")
                .contains("\"leaderInfo\":{\"leader\":\"\",\"uptime\":\"0s\",\"startTime\":\"0001-01-01T00:00:00Z\"}");
    }
}
