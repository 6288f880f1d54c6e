package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the nodes of a cluster tell of it and of themselves. */
class StatusTest {

    private final SimulatedCluster cluster = SimulatedCluster.start(3, 7);
    private final Visitor visitor = new Visitor(cluster);

    @BeforeEach
    void elect() {
        visitor.pass(Duration.ofSeconds(5));
    }

    @Test
    void aNodeIsHealthyAsLongAsReadsAreConfirmedWithinASecondMisc02() {
        for (NodeName node : cluster.nodes()) {
            assertThat(visitor.get(node, "/health").status()).isEqualTo(200);
        }
        NodeName old = visitor.leader();
        visitor.isolate(old);
        long asked = cluster.timeline().nanos();
        assertThat(visitor.get(old, "/health").status()).isEqualTo(503);
        assertThat(Duration.ofNanos(cluster.timeline().nanos() - asked))
                .isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_300));
        visitor.pass(Duration.ofSeconds(5));
        assertThat(visitor.get(old, "/health").status()).isEqualTo(503);
        assertThat(visitor.get(visitor.leader(), "/health").status()).isEqualTo(200);
    }

    @Test
    void anImpatientQuestionIsAnsweredThoughAPatientOneWaitsMisc02() {
        NodeName old = visitor.leader();
        visitor.isolate(old);
        var slow = new ArrayList<Object>();
        cluster.connect(old).send(new Call("GET", "/v2/keys/x?quorum=true", ""), slow::add);
        visitor.pass(Duration.ofMillis(50));
        long asked = cluster.timeline().nanos();
        assertThat(visitor.get(old, "/health").status()).isEqualTo(503);
        assertThat(Duration.ofNanos(cluster.timeline().nanos() - asked)).isLessThan(Duration.ofSeconds(2));
        assertThat(slow).isEmpty();
    }

    @Test
    void onlyTheLeaderTellsOfFollowersStat02() {
        visitor.pass(Duration.ofSeconds(1));
        assertThat(visitor.get(visitor.leader(), "/v2/stats/leader").body())
                .contains("\"followers\":{\"")
                .containsPattern("\"counts\":\\{\"fail\":\\d+,\"success\":[1-9]\\d*}}.*\"counts\"")
                .doesNotContain("\"average\":0,");
        for (NodeName follower : visitor.followers()) {
            assertThat(visitor.get(follower, "/v2/stats/leader").status()).isEqualTo(403);
        }
    }

    @Test
    void appendsAreCountedWhereTheyGoStat01() {
        assertThat(visitor.get(visitor.leader(), "/v2/stats/self").body())
                .containsPattern("\"sendAppendRequestCnt\":[1-9]\\d*,\"sendPkgRate\":[1-9]");
        for (NodeName follower : visitor.followers()) {
            assertThat(visitor.get(follower, "/v2/stats/self").body())
                    .containsPattern("\"recvAppendRequestCnt\":[1-9]\\d*,\"recvPkgRate\":[1-9]")
                    .contains("\"sendAppendRequestCnt\":0}");
        }
    }

    @Test
    void writesCountEverywhereAndReadsWhereTheyAreAnsweredStat03() {
        NodeName one = cluster.nodes().getFirst();
        visitor.ask(one, "PUT", "/v2/keys/x", "value=1");
        visitor.ask(one, "PUT", "/v2/keys/x", "value=2&prevValue=7");
        visitor.ask(one, "POST", "/v2/keys/q", "value=1");
        visitor.ask(one, "PUT", "/v2/keys/t", "value=1&ttl=0");
        visitor.ask(one, "PUT", "/v2/keys/x", "ttl=5&refresh=true&prevExist=true");
        visitor.ask(one, "DELETE", "/v2/keys/nope", "");
        visitor.get(one, "/v2/keys/x");
        visitor.get(one, "/v2/keys/x?quorum=true");
        visitor.get(one, "/v2/keys/nope");
        cluster.connect(one).send(new Call("GET", "/v2/keys/x?wait=true", ""), _ -> {});
        visitor.pass(Duration.ofSeconds(2));
        for (NodeName node : cluster.nodes()) {
            assertThat(visitor.get(node, "/v2/stats/store").body())
                    .contains("\"setsSuccess\":2,\"setsFail\":0,\"deleteSuccess\":0,\"deleteFail\":1,"
                            + "\"updateSuccess\":1,\"updateFail\":0,\"createSuccess\":1,\"createFail\":0,"
                            + "\"compareAndSwapSuccess\":0,\"compareAndSwapFail\":1,")
                    .contains("\"expireCount\":1,")
                    .contains(
                            node.equals(one)
                                    ? "\"getsSuccess\":2,\"getsFail\":1,"
                                    : "\"getsSuccess\":0,\"getsFail\":0,")
                    .contains(node.equals(one) ? "\"watchers\":1}" : "\"watchers\":0}");
        }
    }

    @Test
    void aWatchCountsUntilItsClientHangsUpWat14() {
        NodeName one = cluster.nodes().getFirst();
        var wire = cluster.connect(one);
        wire.send(new Call("GET", "/v2/keys/x?wait=true&stream=true", ""), _ -> {});
        visitor.pass(Duration.ofMillis(100));
        assertThat(visitor.get(one, "/v2/stats/store").body()).contains("\"watchers\":1}");
        wire.close();
        assertThat(visitor.get(one, "/v2/stats/store").body()).contains("\"watchers\":0}");
    }

    @Test
    void allMembersTellTheSameMembersAndLeaderMem01Mem02() {
        NodeName leader = visitor.leader();
        String members = visitor.get(leader, "/v2/members").body();
        String leading = visitor.get(leader, "/v2/members/leader").body();
        assertThat(members).contains("\"http://n1:7001\"", "\"http://n2:4001\"", "\"n3\"");
        assertThat(leading).contains("\"name\":\"" + leader + "\"");
        for (NodeName follower : visitor.followers()) {
            assertThat(visitor.get(follower, "/v2/members").body()).isEqualTo(members);
            assertThat(visitor.get(follower, "/v2/members/leader").body()).isEqualTo(leading);
        }
        visitor.isolate(leader);
        visitor.pass(Duration.ofSeconds(5));
        assertThat(visitor.get(leader, "/v2/members/leader").status())
                .as("Clu08")
                .isEqualTo(503);
        assertThat(visitor.get(leader, "/v2/members").body()).isEqualTo(members);
    }
}
