package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeySpaceTest {

    private static final int SEEDS = 200 * Integer.getInteger("ordeal.scale", 1);
    private static final int COMMANDS = 300;

    private static KeySpace set(KeySpace keys, String key, String value) {
        return keys.apply(new Command.Set(Key.of(key), Optional.of(Text.of(value)), Node.NEVER))
                .next();
    }

    /** All nodes by path without the first slash, as the model has them. */
    private static Map<String, View> nodes(KeySpace keys) {
        var nodes = new TreeMap<String, View>();
        Found root = (Found) keys.read(new Query(Key.ROOT, true));
        collect("", root.node(), nodes);
        return nodes;
    }

    private static void collect(String path, Node node, Map<String, View> nodes) {
        nodes.put(path, View.of(node));
        if (node instanceof Directory directory) {
            for (Child child : directory) {
                collect(path.isEmpty() ? child.name().toString() : path + "/" + child.name(), child.node(), nodes);
            }
        }
    }

    @Test
    void doesWhatTheModelDoes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var commands = new Commands(new SplittableRandom(seed));
            var model = new Model();
            KeySpace keys = KeySpace.EMPTY;
            for (int count = 0; count < COMMANDS; count++) {
                Command command = commands.next(keys.index());
                Applied applied = keys.apply(command);
                assertThat(applied.result()).as("seed %d: %s", seed, command).isEqualTo(model.apply(command));
                keys = applied.next();
                assertThat(keys.index()).as("seed %d: %s", seed, command).isEqualTo(model.index());
            }
            assertThat(nodes(keys)).as("seed %d", seed).isEqualTo(model.nodes());
        }
    }

    @Test
    void findsWhatTheModelHolds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var commands = new Commands(new SplittableRandom(seed));
            KeySpace keys = KeySpace.EMPTY;
            var model = new Model();
            for (int count = 0; count < 100; count++) {
                Command command = commands.next(keys.index());
                keys = keys.apply(command).next();
                model.apply(command);
                Key key = commands.key();
                Optional<View> found = keys.read(new Query(key, false)) instanceof Found(Key _, Node node, boolean _)
                        ? Optional.of(View.of(node))
                        : Optional.empty();
                assertThat(found)
                        .as("seed %d: %s", seed, key)
                        .isEqualTo(Optional.ofNullable(
                                model.nodes().get(key.toString().substring(1))));
            }
        }
    }

    @Test
    void oldVersionsStayAsTheyWere() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            var commands = new Commands(new SplittableRandom(seed));
            var versions = new ArrayList<KeySpace>(List.of(KeySpace.EMPTY));
            var contents = new ArrayList<Map<String, View>>(List.of(nodes(KeySpace.EMPTY)));
            var digests = new ArrayList<Long>(List.of(KeySpace.EMPTY.digest()));
            for (int count = 0; count < COMMANDS; count++) {
                KeySpace last = versions.getLast();
                KeySpace next = last.apply(commands.next(last.index())).next();
                versions.add(next);
                contents.add(nodes(next));
                digests.add(next.digest());
            }
            assertThat(versions.stream().map(KeySpaceTest::nodes).toList())
                    .as("seed %d", seed)
                    .isEqualTo(contents);
            assertThat(versions.stream().map(KeySpace::digest).toList())
                    .as("seed %d", seed)
                    .isEqualTo(digests);
        }
    }

    @Test
    void aRefusalChangesNothingSet10() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var commands = new Commands(new SplittableRandom(seed));
            KeySpace keys = KeySpace.EMPTY;
            for (int count = 0; count < COMMANDS; count++) {
                Applied applied = keys.apply(commands.next(keys.index()));
                if (applied.result() instanceof KeyError error) {
                    assertThat(applied.next()).as("seed %d", seed).isSameAs(keys);
                    assertThat(error.index()).isEqualTo(keys.index());
                }
                keys = applied.next();
            }
        }
    }

    @Test
    void equalCommandsLeadToEqualKeySpaces() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            KeySpace first = grown(seed);
            KeySpace second = grown(seed);
            assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
            assertThat(second.digest()).isEqualTo(first.digest());
            assertThat(grown(seed + 1_000_000).digest()).isNotEqualTo(first.digest());
        }
    }

    private static KeySpace grown(long seed) {
        var commands = new Commands(new SplittableRandom(seed));
        KeySpace keys = KeySpace.EMPTY;
        for (int count = 0; count < COMMANDS; count++) {
            keys = keys.apply(commands.next(keys.index())).next();
        }
        return keys;
    }

    @Test
    void theDigestDependsOnContentAndNotOnTheShapeOfTheTree() {
        var names = new ArrayList<String>();
        for (int number = 0; number < 100; number++) {
            names.add("/d/" + number);
        }
        KeySpace there = KeySpace.EMPTY;
        for (String name : names) {
            there = set(there, name, "value of " + name);
        }
        Collections.shuffle(names, new Random(7));
        Directory shuffled = Directory.empty(1);
        for (String name : names) {
            Found found = (Found) there.read(new Query(Key.of(name), false));
            shuffled = shuffled.with(Text.of(name.substring(3)), found.node());
        }
        Found directory = (Found) there.read(new Query(Key.of("/d"), false));
        assertThat(shuffled).isEqualTo(directory.node());
        assertThat(shuffled.digest()).isEqualTo(directory.node().digest());
    }

    @Test
    void theDigestSeesTheEndOfANode() {
        Key key = Key.of("/a");
        for (Optional<Text> value : List.of(Optional.of(Text.of("1")), Optional.<Text>empty())) {
            KeySpace keys =
                    KeySpace.EMPTY.apply(new Command.Set(key, value, 5_000)).next();
            KeySpace later =
                    KeySpace.EMPTY.apply(new Command.Set(key, value, 5_001)).next();
            assertThat(later).isNotEqualTo(keys);
            assertThat(later.digest()).isNotEqualTo(keys.digest());
        }
    }

    @Test
    void everythingDueGoesInTheOrderOfItsEndTtl03() {
        KeySpace keys = KeySpace.EMPTY;
        for (String end : List.of("/d/c 30", "/a 20", "/d/b 10", "/e 20", "/f 31")) {
            String[] parts = end.split(" ", 2);
            keys = keys.apply(new Command.Set(Key.of(parts[0]), Optional.of(Text.of("v")), Long.parseLong(parts[1])))
                    .next();
        }
        assertThat(keys.apply(new Command.Expire(9)).next()).isEqualTo(keys);
        Applied applied = keys.apply(new Command.Expire(30));
        assertThat(((Expired) applied.result()).events())
                .extracting(event -> event.index() + " " + event.action().word() + " " + event.key())
                .containsExactly("6 expire /d/b", "7 expire /a", "8 expire /e", "9 expire /d/c");
        assertThat(applied.next().index()).isEqualTo(9);
        assertThat(applied.next().nextExpiry()).isEqualTo(31);
    }

    @Test
    void soMuchGoesAtOnceTheEarliestFirst() {
        KeySpace keys = KeySpace.EMPTY;
        for (int end = 2 * Expired.MOST + 1; end > 0; end--) {
            keys = keys.apply(new Command.Set(Key.of("/k" + end), Optional.of(Text.of("v")), end))
                    .next();
        }
        for (int left = 2; left >= 0; left--) {
            Applied applied = keys.apply(new Command.Expire(Long.MAX_VALUE - 1));
            keys = applied.next();
            List<Event> events = ((Expired) applied.result()).events();
            assertThat(events).hasSize(left > 0 ? Expired.MOST : 1);
            assertThat(events.getFirst().key()).hasToString("/k" + ((2 - left) * Expired.MOST + 1));
        }
        assertThat(keys.isMortal()).isFalse();
    }

    @Test
    void theDigestSeesEverySmallDifference() {
        KeySpace keys = set(set(KeySpace.EMPTY, "/a/x", "1"), "/a/y", "2");
        List<KeySpace> others = List.of(
                set(set(KeySpace.EMPTY, "/a/y", "2"), "/a/x", "1"),
                set(set(KeySpace.EMPTY, "/a/x", "2"), "/a/y", "1"),
                set(set(KeySpace.EMPTY, "/a/x", "1"), "/b/y", "2"),
                set(set(KeySpace.EMPTY, "/a/x", "1"), "/a/y", "3"),
                set(set(KeySpace.EMPTY, "/ax", "1"), "/ay", "2"),
                set(set(KeySpace.EMPTY, "/a/x", ""), "/a/y", "12"),
                set(keys, "/a/y", "2"));
        for (KeySpace other : others) {
            assertThat(other).isNotEqualTo(keys);
            assertThat(other.digest()).isNotEqualTo(keys.digest());
        }
    }
}
