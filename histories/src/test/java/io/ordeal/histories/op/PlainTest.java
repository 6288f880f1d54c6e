package io.ordeal.histories.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTest {

    /** Collections of others, which may change any time. */
    static List<Object> collections() {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        map.put(null, 1);
        map.put("a", new ArrayList<>(Arrays.asList(2, null)));
        return List.of(
                new ArrayList<>(Arrays.asList(1, null, new ArrayList<>(List.of(2)))),
                new LinkedHashSet<>(Arrays.asList(1, null, "a")),
                map);
    }

    @ParameterizedTest
    @MethodSource("collections")
    void whatOthersHoldIsCopied(Object collection) {
        Object plain = plain(collection);
        String before = String.valueOf(plain);
        clear(collection);
        assertThat(String.valueOf(plain)).isEqualTo(before);
    }

    private static void clear(Object collection) {
        switch (collection) {
            case List<?> list -> {
                list.forEach(PlainTest::clear);
                list.clear();
            }
            case Set<?> set -> set.clear();
            case Map<?, ?> map -> {
                map.values().forEach(PlainTest::clear);
                map.clear();
            }
            case null, default -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("collections")
    void whatIsPlainIsNotCopiedAgain(Object collection) {
        Object plain = plain(collection);
        assertThat(Plain.of(plain)).isSameAs(plain);
        assertThat(new Event.Disturbance(0, 0, "kill", plain).value()).isSameAs(plain);
    }

    @Test
    void whatIsPlainWithinOthersIsNotCopiedAgain() {
        Object inner = Plain.of(List.of(1));
        assertThat((List<?>) Plain.of(Arrays.asList(inner, 2))).first().isSameAs(inner);
    }

    @ParameterizedTest
    @MethodSource("collections")
    void whatIsPlainNeverChanges(Object collection) {
        Object plain = plain(collection);
        assertThatThrownBy(() -> {
                    switch (plain) {
                        case Collection<?> some -> some.remove(some.iterator().next());
                        case Map<?, ?> map -> map.entrySet().iterator().next().setValue(null);
                        case null, default -> throw new AssertionError();
                    }
                })
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> clear(plain)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatIsPlainIsEqualToWhatItWasMadeOf() {
        assertThat(Plain.of(List.of(1L, "a"))).isEqualTo(List.of(1L, "a")).hasSameHashCodeAs(List.of(1L, "a"));
        assertThat(Plain.of(Set.of(1L, "a"))).isEqualTo(Set.of(1L, "a")).hasSameHashCodeAs(Set.of(1L, "a"));
        assertThat(Plain.of(Map.of(1L, "a"))).isEqualTo(Map.of(1L, "a")).hasSameHashCodeAs(Map.of(1L, "a"));
        assertThat(((Set<?>) plain(Set.of(1))).contains(1L)).isTrue();
        assertThat(((Map<?, ?>) plain(Map.of(1, 2))).containsKey(1L)).isTrue();
        assertThat(((Map<?, ?>) plain(Map.of(1, 2))).get(1L)).isEqualTo(2L);
    }

    private static Object plain(Object value) {
        return Objects.requireNonNull(Plain.of(value));
    }
}
