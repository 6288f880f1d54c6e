package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.model.EtcdKey.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link EtcdKey} promises about ranks. */
class EtcdKeyRankTest {

    private static final int WALKS = 20_000;
    private static final int STEPS = 12;

    private final EtcdKey model = new EtcdKey(NilRead.INITIAL);
    private final List<Transition<Version>> all = all();

    private List<Transition<Version>> all() {
        var transitions = new ArrayList<Transition<Version>>();
        transitions.add(model.certain("read", null, null));
        for (Object value : new Object[] {"a", "b"}) {
            transitions.add(model.certain("read", null, value));
            transitions.add(model.possible("write", value));
            transitions.add(model.possible("cas", Arrays.asList("a", value)));
            for (long index = 1; index < 8; index++) {
                transitions.add(model.certain("read", null, node(value, index, null)));
                transitions.add(model.certain("write", value, node(value, index, null)));
                transitions.add(model.certain("create", value, node(value, index, null)));
                transitions.add(model.certain("write", value, node(value, index, node("a", index - 1, null))));
                transitions.add(model.certain("cas", Arrays.asList("b", value), node(value, index, null)));
                transitions.add(model.certain("delete", null, node(null, index, null)));
                transitions.add(model.possible("cas", Map.of("prevIndex", index, "value", value)));
            }
        }
        return transitions;
    }

    private static Map<String, Object> node(@Nullable Object value, long index, @Nullable Object before) {
        Map<String, Object> node = new LinkedHashMap<>();
        if (value != null) {
            node.put("value", value);
        }
        node.put("modifiedIndex", index);
        if (before != null) {
            node.put("prevNode", before);
        }
        return node;
    }

    @Test
    void noLegalOrderGoesAgainstTheRanks() {
        assertThat(model.isOrderedByRank()).isTrue();
        var random = new SplittableRandom(1);
        int ranked = 0;
        for (int walk = 0; walk < WALKS; walk++) {
            Version state = model.initial();
            long last = Long.MIN_VALUE;
            for (int tries = 0, steps = 0; tries < 60 && steps < STEPS; tries++) {
                Transition<Version> next = all.get(random.nextInt(all.size()));
                Optional<Version> after = next.from(state);
                if (after.isEmpty()) {
                    continue;
                }
                steps++;
                state = after.get();
                OptionalLong rank = next.rank();
                if (rank.isPresent()) {
                    ranked++;
                    assertThat(rank.getAsLong())
                            .as("%s after rank %d", next, last)
                            .isGreaterThanOrEqualTo(last);
                    last = rank.getAsLong();
                }
            }
        }
        assertThat(ranked).isGreaterThan(WALKS);
    }

    @Test
    void whatHasOneRankCanBeExchanged() {
        var random = new SplittableRandom(2);
        for (int walk = 0; walk < WALKS; walk++) {
            Version state = somewhere(random);
            Transition<Version> one = all.get(random.nextInt(all.size()));
            for (Transition<Version> other : all) {
                if (one.rank().isPresent() && one.rank().equals(other.rank())) {
                    assertThat(one.from(state).flatMap(other::from))
                            .as("%s and %s in %s", one, other, state)
                            .isEqualTo(other.from(state).flatMap(one::from));
                }
            }
        }
    }

    private Version somewhere(SplittableRandom random) {
        Version state = model.initial();
        int steps = random.nextInt(5);
        for (int i = 0; i < 10 * steps; i++) {
            state = all.get(random.nextInt(all.size())).from(state).orElse(state);
        }
        return state;
    }

    @Test
    void changesAndReadsOfAnIndexHaveNeighbouringRanks() {
        assertThat(model.certain("write", "a", node("a", 5, null)).rank()).hasValue(10);
        assertThat(model.certain("read", null, node("a", 5, null)).rank()).hasValue(11);
        assertThat(model.certain("read", null, "a").rank()).isEmpty();
        assertThat(model.certain("write", "a", "a").rank()).isEmpty();
        assertThat(model.certain("write", "a", node("a", Long.MAX_VALUE, null)).rank())
                .isEmpty();
        assertThat(model.certain("read", null, node("a", Long.MIN_VALUE, null)).rank())
                .isEmpty();
    }
}
