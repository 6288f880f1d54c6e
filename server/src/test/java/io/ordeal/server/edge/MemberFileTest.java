package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberFileTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final Standing FOUNDER = new Standing(
            N1, "t", new TreeMap<>(Map.of(N1, "http://a:1", new NodeId("n2"), "http://b:2")), Optional.empty(), false);
    private static final Standing NEWCOMER = Standing.newcomer(new NodeId("4bcbd50e3cd8099b"), "t", "cdf818194e3a8c32");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(MemberFile.read(folder)).isEmpty();
        for (Standing standing : List.of(FOUNDER, NEWCOMER, FOUNDER.gone(), NEWCOMER.gone())) {
            MemberFile.write(folder, standing);
            assertThat(MemberFile.read(folder)).contains(standing);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("member"));
        }
    }

    @Test
    void everyFlippedBitIsSeen() throws FormatException {
        for (Standing standing : List.of(FOUNDER, NEWCOMER.gone())) {
            byte[] whole = MemberFile.encode(standing);
            assertThat(MemberFile.decode(whole)).isEqualTo(standing);
            for (int bit = 0; bit < whole.length * 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> MemberFile.decode(damaged)).isInstanceOf(FormatException.class);
            }
            for (int length = 0; length < whole.length; length++) {
                byte[] shorter = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> MemberFile.decode(shorter)).isInstanceOf(FormatException.class);
            }
        }
    }

    @Test
    void damageIsToldWithTheMend() throws IOException {
        MemberFile.write(folder, FOUNDER);
        byte[] bytes = Files.readAllBytes(folder.resolve("member"));
        bytes[20] ^= 1;
        Files.write(folder.resolve("member"), bytes);
        assertThatThrownBy(() -> MemberFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        folder.resolve("member").toString(), "is damaged", "put it back", "DELETE /v2/members");
    }
}
