package io.ordeal.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final int ROUNDS = 20_000 * Integer.getInteger("ordeal.scale", 1);

    private static List<String> listed(Directory directory) {
        var listed = new ArrayList<String>();
        for (Child child : directory) {
            listed.add(child.toString());
        }
        return listed;
    }

    @Test
    void holdsWhatATreeMapHoldsInTheSameOrder() {
        var random = new SplittableRandom(5);
        var expected = new TreeMap<Text, Node>();
        Directory directory = Directory.empty(1);
        for (int round = 1; round <= ROUNDS; round++) {
            Text name = Text.of(Integer.toString(random.nextInt(1_000)));
            if (random.nextInt(3) == 0) {
                expected.remove(name);
                directory = directory.without(name);
            } else {
                var file = new File(Text.of("v" + round), round, round, Node.NEVER);
                expected.put(name, file);
                directory = directory.with(name, file);
            }
            assertThat(directory.isEmpty()).isEqualTo(expected.isEmpty());
            if (round % 500 == 0) {
                assertThat(listed(directory))
                        .isEqualTo(expected.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList());
            }
        }
        for (Text name : List.copyOf(expected.keySet())) {
            directory = directory.without(name);
        }
        assertThat(directory).isEqualTo(Directory.empty(1));
        assertThat(directory.digest()).isEqualTo(Directory.empty(1).digest());
    }

    @Test
    void namesAreOrderedByTheirBytesAndNotAsUtf16Get03() {
        var file = new File(Text.EMPTY, 1, 1, Node.NEVER);
        Directory directory = Directory.empty(1);
        for (String name : List.of("\uD83D\uDE00", "\uFFFD", "a", "Z", "ab")) {
            directory = directory.with(Text.of(name), file);
        }
        var names = new ArrayList<String>();
        directory.forEach(child -> names.add(child.name().toString()));
        assertThat(names).isEqualTo(List.of("Z", "a", "ab", "\uFFFD", "\uD83D\uDE00"));
    }

    @Test
    void staysShallowHoweverNamesCome() {
        var file = new File(Text.EMPTY, 1, 1, Node.NEVER);
        Child tree = null;
        for (int number = 0; number < 1 << 16; number++) {
            tree = Child.with(tree, Text.of(String.format("%05d", number)), file);
        }
        assertThat(Child.height(tree)).isLessThanOrEqualTo(24);
        for (int number = 0; number < 65_000; number++) {
            tree = Child.without(tree, Text.of(String.format("%05d", number)));
        }
        assertThat(Child.height(tree)).isLessThanOrEqualTo(13);
    }
}
