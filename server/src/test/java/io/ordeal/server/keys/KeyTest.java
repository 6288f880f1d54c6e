package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "//", "/a/", "/a//b", "/.", "/..", "/a/..", "/../a", "/a/./b"})
    void aKeyHasOneSpelling(String path) {
        assertThatThrownBy(() -> Key.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/...", "/.a", "/a.", "/..a", "/ /\u0000", "/ü"})
    void otherwiseItIsFree(String path) {
        assertThat(Key.of(path)).hasToString(path);
    }

    @Test
    void aKeyIsNotTooDeep() {
        assertThat(Key.of("/a".repeat(Key.DEPTH_MAX)).components()).hasSize(Key.DEPTH_MAX);
        assertThatThrownBy(() -> Key.of("/a".repeat(Key.DEPTH_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key has at most 500 components");
    }

    @Test
    void aKeyIsTakenApartAndPutTogether() {
        Key key = Key.of("/a/bc");
        assertThat(key.components()).isEqualTo(List.of(Text.of("a"), Text.of("bc")));
        assertThat(List.of(key.prefix(0), key.prefix(1), key.prefix(2)))
                .isEqualTo(List.of(Key.ROOT, Key.of("/a"), key));
        assertThat(Key.ROOT.child(Text.of("a")).child(Text.of("bc"))).isEqualTo(key);
        assertThat(Key.ROOT.components()).isEqualTo(List.of());
        assertThat(Key.depth(key.path())).isEqualTo(2);
        assertThat(Key.depth(Key.ROOT.path())).isEqualTo(0);
    }
}
