package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Literal;
import io.ordeal.histories.op.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Events with every kind of value, in no sensible order. */
final class RandomEvents {

    private static final int DEEPEST = 3;
    private static final List<Object> ODD = Arrays.asList(
            "",
            "$edn",
            "nil",
            "\"\\\u0000\u001f\u007f\u0085\u2028\n\t\r\b\f",
            "\ud83d\ude00 \ud83d \ude00",
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            BigInteger.TWO.pow(63),
            BigInteger.TWO.pow(200).negate(),
            0.0,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            new Keyword("register/x"),
            new Keyword("+"),
            new Literal("1/3"),
            new Literal("2.5M"),
            new Literal("\\newline"),
            new Literal("\\;"),
            new Literal("some.symbol/x"),
            Map.of("$edn", "#{}"),
            Map.of(),
            Set.of(),
            List.of());

    private final SplittableRandom random;

    RandomEvents(SplittableRandom random) {
        this.random = random;
    }

    List<Event> events(int number) {
        var events = new ArrayList<Event>();
        long index = 0;
        for (int i = 0; i < number; i++) {
            index += random.nextInt(10) == 0 ? 3 : 1;
            events.add(event(index - 1));
        }
        return events;
    }

    private Event event(long index) {
        long time = random.nextInt(5) == 0 ? Event.UNTIMED : random.nextLong(Long.MAX_VALUE);
        String f = List.of("read", "write", "cas", "two words", "a/b", "é\"").get(random.nextInt(6));
        Object value = value(0);
        long process = random.nextLong(-1, 100);
        return switch (random.nextInt(3)) {
            case 0 -> new Invocation(index, time, process, f, value);
            case 1 -> new Disturbance(index, time, f, value);
            default ->
                new Completion(
                        index,
                        time,
                        process,
                        List.of(Outcome.OK, Outcome.FAIL, Outcome.INFO).get(random.nextInt(3)),
                        f,
                        value,
                        random.nextBoolean() ? Optional.empty() : Optional.of(string()));
        };
    }

    @Nullable
    Object value(int depth) {
        return switch (random.nextInt(depth == DEEPEST ? 5 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> string();
            case 4 -> ODD.get(random.nextInt(ODD.size()));
            case 5 -> Double.longBitsToDouble(random.nextLong());
            case 6 -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
            case 7 -> {
                var set = new HashSet<@Nullable Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    set.add(value(depth + 1));
                }
                yield set;
            }
            default -> {
                var map = new HashMap<@Nullable Object, @Nullable Object>();
                boolean strings = random.nextBoolean();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(strings ? string() : value(depth + 1), value(depth + 1));
                }
                yield map;
            }
        };
    }

    private String string() {
        var string = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            string.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        }
        return string.toString();
    }
}
