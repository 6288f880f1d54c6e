package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names and ids as etcd 3.4.23 has them; the first example is also in its documentation. */
class IdentityTest {

    private static NodeSettings settings(String token, String... peerUrls) {
        List<NodeSettings.Member> members = Arrays.stream(peerUrls)
                .map(url -> new NodeSettings.Member(new NodeId(url), url, "http://localhost:2379"))
                .toList();
        return new NodeSettings(
                members.getFirst().node(),
                new Attributes("default", List.of("http://localhost:2379")),
                members,
                Optional.empty(),
                token,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                64,
                1 << 20,
                Duration.ofSeconds(5),
                new SnapshotSettings(10_000, 1 << 20, 5000, 1 << 17),
                false,
                false);
    }

    private static String memberId(NodeSettings settings, int number) {
        return new Identity(settings, new StateMachine(), 0).id(settings.nodes().get(number));
    }

    @Test
    void idsAreThoseThatEtcdMakesMem08() {
        NodeSettings documented = settings("etcd-cluster", "http://localhost:2380");
        assertThat(memberId(documented, 0)).isEqualTo("8e9e05c52164694d");
        assertThat(documented.clusterId()).isEqualTo("cdf818194e3a8c32");
        NodeSettings observed = settings("etcd-cluster", "http://127.0.0.1:23800");
        assertThat(memberId(observed, 0)).isEqualTo("2e1259d415f2a040");
        assertThat(observed.clusterId()).isEqualTo("48276a8f75b6a87");
    }

    @Test
    void theClusterIsTheSameToAllMembersAndAnotherUnderAnotherTokenHdr03() {
        NodeSettings first = settings("token", "http://a:1", "http://b:1", "http://c:1");
        NodeSettings second = settings("token", "http://c:1", "http://a:1", "http://b:1");
        assertThat(second.clusterId()).isEqualTo(first.clusterId());
        assertThat(memberId(second, 1)).isEqualTo(memberId(first, 0)).isNotEqualTo(memberId(first, 1));
        NodeSettings other = settings("other", "http://a:1", "http://b:1", "http://c:1");
        assertThat(other.clusterId()).isNotEqualTo(first.clusterId());
        assertThat(memberId(other, 0)).isNotEqualTo(memberId(first, 0));
    }
}
