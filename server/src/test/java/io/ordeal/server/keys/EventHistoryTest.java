package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHistoryTest {

    private static final Scope ALL = new Scope(Key.ROOT, true);

    private KeySpace keys = KeySpace.EMPTY;
    private EventHistory history = EventHistory.empty();

    private Applied apply(Command command) {
        Applied applied = keys.apply(command);
        keys = applied.next();
        history = history.after(applied);
        return applied;
    }

    private void set(String key) {
        apply(new Command.Set(Key.of(key), Optional.of(Text.of("v")), Node.NEVER));
    }

    /** Indices of all that concerns {@code scope}, from {@code from} on. */
    private List<Long> seen(Scope scope, long from) {
        var seen = new ArrayList<Long>();
        for (Optional<Event> next = history.next(scope, from); next.isPresent(); ) {
            seen.add(next.get().index());
            next = history.next(scope, next.get().index() + 1);
        }
        return seen;
    }

    @Test
    void coversTheLastThousandIndicesWat07() {
        for (int count = 0; count < 1_000; count++) {
            set("/x");
        }
        assertThat(history.oldest()).isEqualTo(1);
        assertThat(seen(ALL, 1)).hasSize(1_000).startsWith(1L).endsWith(1_000L);
        set("/x");
        assertThat(history.oldest()).isEqualTo(2);
        assertThat(history.at(1)).isEmpty();
        assertThat(seen(ALL, 2)).hasSize(1_000).startsWith(2L).endsWith(1_001L);
    }

    @Test
    void aRefreshTakesASlotButNobodyIsToldTtl07Wat07() {
        set("/x");
        apply(new Command.Refresh(Key.of("/x"), Action.UPDATE, Optional.empty(), 5));
        apply(new Command.Refresh(Key.of("/x"), Action.SET, Optional.empty(), 6));
        set("/x");
        assertThat(seen(ALL, 1)).containsExactly(1L, 4L);
        for (int count = 0; count < 997; count++) {
            apply(new Command.Refresh(Key.of("/x"), Action.UPDATE, Optional.empty(), 7));
        }
        assertThat(history.oldest()).isEqualTo(2);
        assertThat(seen(ALL, 2)).containsExactly(4L);
    }

    @Test
    void refusalsTakeNoSlots() {
        apply(new Command.Delete(Key.of("/nope"), Command.Extent.FILE));
        assertThat(history).isEqualTo(EventHistory.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "/a, false, /a, true",
        "/a, false, /a/b, false",
        "/a, true, /a/b/c, true",
        "/a, true, /ab, false",
        "/a/b, true, /a, false",
        "/, true, /a/b, true",
        "/, false, /a, false",
        "/a, true, /a/_b, false",
        "/a, true, /a/_b/c, false",
        "/a, true, /a/b_, true",
        "/, true, /_a/b, false",
        "/_a, true, /_a/b, true",
        "/_a, false, /_a, true",
        "/a/_b, true, /a/_b/c, true",
        "/a/_b, true, /a/_b/_c, false"
    })
    void hiddenIsWhatIsHiddenBelowTheScopeWat03Wat04(String watched, boolean recursive, String changed, boolean seen) {
        assertThat(new Scope(Key.of(watched), recursive).covers(Key.of(changed)))
                .isEqualTo(seen);
        set(changed);
        assertThat(seen(new Scope(Key.of(watched), recursive), 1)).hasSize(seen ? 1 : 0);
    }

    @Test
    void thatADirectoryWentConcernsAllBelowItWat05() {
        set("/d/a");
        apply(new Command.Delete(Key.of("/d"), Command.Extent.SUBTREE));
        assertThat(seen(new Scope(Key.of("/d/a"), false), 1)).containsExactly(1L, 2L);
        assertThat(seen(new Scope(Key.of("/d/never"), false), 1)).containsExactly(2L);
        assertThat(seen(new Scope(Key.of("/dx"), false), 1)).isEmpty();
        set("/f");
        apply(new Command.Delete(Key.of("/f"), Command.Extent.SUBTREE));
        assertThat(seen(new Scope(Key.of("/f/a"), false), 1)).isEmpty();
        apply(new Command.Set(Key.of("/e"), Optional.empty(), 5));
        apply(new Command.Expire(5));
        assertThat(seen(new Scope(Key.of("/e/a"), false), 1)).containsExactly(6L);
    }

    @Test
    void earlierVersionsStayAsTheyWere() {
        var commands = new Commands(new SplittableRandom(1));
        var versions = new TreeMap<Long, EventHistory>();
        var expected = new TreeMap<Long, List<Long>>();
        while (keys.index() < 3_000) {
            apply(commands.next(keys.index()));
            if (keys.index() % 7 == 0) {
                versions.put(keys.index(), history);
                expected.put(keys.index(), seen(ALL, history.oldest()));
            }
        }
        for (var version : versions.entrySet()) {
            history = version.getValue();
            assertThat(history.last()).isEqualTo(version.getKey());
            assertThat(seen(ALL, history.oldest())).isEqualTo(expected.get(version.getKey()));
        }
    }

    @Test
    void aVersionMayHaveTwoSuccessors() {
        set("/a");
        EventHistory before = history;
        KeySpace then = keys;
        set("/b");
        EventHistory first = history;
        history = before;
        keys = then;
        set("/c");
        assertThat(first.at(2).orElseThrow().key()).isEqualTo(Key.of("/b"));
        assertThat(history.at(2).orElseThrow().key()).isEqualTo(Key.of("/c"));
        assertThat(first).isNotEqualTo(history);
    }
}
