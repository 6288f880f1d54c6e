package io.ordeal.server.keys;

import io.ordeal.server.keys.Command.CompareAndDelete;
import io.ordeal.server.keys.Command.CompareAndSwap;
import io.ordeal.server.keys.Command.Create;
import io.ordeal.server.keys.Command.CreateInOrder;
import io.ordeal.server.keys.Command.Delete;
import io.ordeal.server.keys.Command.Expire;
import io.ordeal.server.keys.Command.Extent;
import io.ordeal.server.keys.Command.Refresh;
import io.ordeal.server.keys.Command.Set;
import io.ordeal.server.keys.Command.Update;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Random commands over few keys and values, so that they meet often. */
final class Commands {

    private static final String[] NAMES = {"a", "b", "_c", "ü"};

    private static final List<Extent> EXTENTS = List.of(Extent.values());

    private final RandomGenerator random;

    Commands(RandomGenerator random) {
        this.random = random;
    }

    /** @param index of the key space that it is meant for, so that conditions hold now and then */
    Command next(long index) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Set(key(), content(), expires(index));
            case 2 -> new Create(key(), content(), expires(index));
            case 3 -> new CreateInOrder(key(), content(), expires(index));
            case 4 -> new Update(key(), value(), expires(index));
            case 5, 6 -> new CompareAndSwap(key(), condition(index), value(), expires(index));
            case 7 -> new Delete(key(), EXTENTS.get(random.nextInt(EXTENTS.size())));
            case 8 -> new Refresh(key(), Action.SET, Optional.empty(), index + random.nextInt(20));
            case 9 ->
                random.nextBoolean()
                        ? new Refresh(key(), Action.UPDATE, Optional.empty(), index + random.nextInt(20))
                        : new Refresh(
                                key(),
                                Action.COMPARE_AND_SWAP,
                                Optional.of(condition(index)),
                                index + random.nextInt(20));
            case 10 -> new Expire(index);
            default -> new CompareAndDelete(key(), condition(index));
        };
    }

    Key key() {
        var path = new StringBuilder();
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.isEmpty() ? Key.ROOT : Key.of(path.toString());
    }

    private Optional<Text> content() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value());
    }

    /** As if the index were the time. */
    private long expires(long index) {
        return random.nextInt(3) > 0 ? Node.NEVER : index + random.nextInt(20);
    }

    private Text value() {
        int number = random.nextInt(4);
        return number == 0 ? Text.EMPTY : Text.of("v" + number);
    }

    private Condition condition(long index) {
        Optional<Text> value =
                random.nextBoolean() ? Optional.of(Text.of("v" + (1 + random.nextInt(3)))) : Optional.empty();
        boolean byIndex = value.isEmpty() || random.nextInt(4) == 0;
        return new Condition(
                value, byIndex ? OptionalLong.of(Math.max(1, index - random.nextInt(8))) : OptionalLong.empty());
    }
}
