package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrieTest {

    /** Hash codes that meet in few places, some of them in full. */
    private record Key(int hash, int name) {
        static Key draw(SplittableRandom random) {
            int hash = random.nextInt(8) << (random.nextInt(4) * 9);
            return new Key(hash, random.nextInt(3));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    @Test
    void holdsWhatAMapDoesAndNeverChanges() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            Map<@Nullable Object, Object> map = new HashMap<>();
            Trie trie = Trie.EMPTY;
            for (int step = 0; step < 200; step++) {
                Key drawn = random.nextInt(20) == 0 ? null : Key.draw(random);
                Trie before = trie;
                Map<@Nullable Object, Object> contentBefore = new HashMap<>(map);
                if (random.nextInt(100) < (step / 50 % 2 == 0 ? 30 : 60)) {
                    map.remove(drawn);
                    trie = trie.without(drawn);
                } else {
                    Integer value = random.nextInt(3);
                    map.put(drawn, value);
                    trie = trie.with(drawn, value);
                }
                holds(trie, map, drawn);
                holds(before, contentBefore, drawn);
            }
        }
    }

    private static void holds(Trie trie, Map<@Nullable Object, Object> map, @Nullable Object key) {
        assertThat(trie.size()).isEqualTo(map.size());
        assertThat(trie.get(key)).isEqualTo(map.get(key));
        var content = new HashMap<@Nullable Object, Object>();
        trie.forEach(content::put);
        assertThat(content).isEqualTo(map);
    }

    @Test
    void isEqualIfAndOnlyIfTheContentIsWhateverThePast() {
        List<Trie> tries = new ArrayList<>();
        List<Map<@Nullable Object, Object>> maps = new ArrayList<>();
        for (int seed = 0; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            Map<@Nullable Object, Object> map = new HashMap<>();
            Trie trie = Trie.EMPTY;
            for (int step = 0; step < 30; step++) {
                Key key = new Key((random.nextInt(2) << 5) | (random.nextInt(2) << 20), random.nextInt(2));
                if (random.nextInt(3) == 0) {
                    map.put(key, 0);
                    trie = trie.with(key, 0);
                } else {
                    map.remove(key);
                    trie = trie.without(key);
                }
            }
            tries.add(trie);
            maps.add(map);
        }
        int equal = 0;
        for (int i = 0; i < tries.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean same = maps.get(i).equals(maps.get(j));
                assertThat(tries.get(i).equals(tries.get(j))).isEqualTo(same);
                if (same) {
                    equal++;
                    assertThat(tries.get(i)).hasSameHashCodeAs(tries.get(j));
                }
            }
        }
        assertThat(equal).isBetween(300, 40_000);
    }

    @Test
    void sumsOfSmallNumbersDoNotMeet() {
        var hashes = new HashMap<Integer, String>();
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < i; j++) {
                Trie pair = Trie.EMPTY.with((long) i, true).with((long) j, true);
                assertThat(hashes.put(pair.hashCode(), pair.toString())).isNull();
            }
        }
    }
}
