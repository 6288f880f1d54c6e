package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.api.Intent.Ask;
import io.ordeal.server.api.NodeStatus.Leader;
import io.ordeal.server.api.NodeStatus.Member;
import io.ordeal.server.api.NodeStatus.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {

    private static final EtcdV2 API = new EtcdV2("a1");
    private static final Leader LEADER = new Leader(
            new Member("n2", "b2"),
            "http://127.0.0.1:4002",
            Instant.parse("2026-11-22T08:37:53.160343150Z"),
            Duration.ofMillis(3_723_500));

    private static NodeStatus status(Role role, Optional<Leader> leader, boolean healthy) {
        return new NodeStatus(
                new Member("n1", "a1"),
                role,
                7,
                Instant.parse("2026-11-22T08:00:00Z"),
                leader,
                List.of("http://127.0.0.1:4001", "http://127.0.0.1:4002"),
                healthy);
    }

    private static final NodeStatus FOLLOWING = status(Role.FOLLOWER, Optional.of(LEADER), true);
    private static final NodeStatus ELECTING = status(Role.CANDIDATE, Optional.empty(), false);

    private static Wire ask(String target, NodeStatus status) {
        return Wire.of(API.told((Ask) API.interpret(Request.of("GET", target), 0), status));
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
        assertThat(ask("/health", FOLLOWING)).isEqualTo(Wire.text(200, "{\"health\":\"true\"}"));
        assertThat(ask("/health", ELECTING)).isEqualTo(Wire.text(503, "{\"health\":\"false\"}\n"));
    }

    @Test
    void tellsWhereTheMembersAreMisc03() {
        assertThat(ask("/v2/machines", FOLLOWING))
                .isEqualTo(Wire.text(200, "http://127.0.0.1:4001, http://127.0.0.1:4002"));
    }

    @Test
    void tellsWhereTheLeaderIsMisc04() {
        assertThat(ask("/v2/leader", FOLLOWING)).isEqualTo(Wire.text(200, "http://127.0.0.1:4002"));
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

    @Test
    void tellsItsPartInTheClusterStat01() {
        assertThat(ask("/v2/stats/self", FOLLOWING))
                .isEqualTo(new Wire(
                        200,
                        Map.of("Content-Type", "application/json", "X-Raft-Term", "7"),
                        "{\"name\":\"n1\",\"id\":\"a1\",\"state\":\"StateFollower\","
                                + "\"startTime\":\"2026-11-22T08:00:00Z\",\"leaderInfo\":{\"leader\":\"b2\","
                                + "\"uptime\":\"1h2m3.5s\",\"startTime\":\"2026-11-22T08:37:53.16034315Z\"}}"));
    }

    @ParameterizedTest
    @CsvSource({"LEADER,StateLeader", "FOLLOWER,StateFollower", "CANDIDATE,StateCandidate"})
    void tellsItsRoleStat01(Role role, String state) {
        assertThat(ask("/v2/stats/self", status(role, Optional.empty(), false)).body())
                .contains("\"state\":\"" + state + "\"")
                .contains("\"leaderInfo\":{\"leader\":\"\",\"uptime\":\"0s\",\"startTime\":\"0001-01-01T00:00:00Z\"}");
    }
}
