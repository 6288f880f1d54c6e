package io.ordeal.histories.audit;

import io.ordeal.histories.audit.Deeds.Done;
import io.ordeal.histories.audit.Deeds.Thing;
import io.ordeal.histories.audit.Deeds.Todo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sound ones of what clients use. */
final class Things {

    private static final int VALUES = 4;

    private Things() {}

    private static Object value(SplittableRandom random) {
        return (long) random.nextInt(VALUES);
    }

    static final class ASet implements Thing {
        private final TreeSet<Long> elements = new TreeSet<>();

        @Override
        public Todo next(SplittableRandom random) {
            return random.nextBoolean() ? new Todo("add", value(random)) : new Todo("read", null);
        }

        @Override
        public Optional<Done> act(String f, @Nullable Object argument) {
            if (argument instanceof Long element) {
                elements.add(element);
                return Optional.of(new Done(element));
            }
            return Optional.of(new Done(List.copyOf(elements)));
        }

        @Override
        public @Nullable Object lie(SplittableRandom random, String f, @Nullable Object truth) {
            if (f.equals("add")) {
                return truth;
            }
            var elements = new ArrayList<Object>(truth instanceof List<?> list ? list : List.of());
            if (!elements.isEmpty() && random.nextInt(3) > 0) {
                elements.remove(random.nextInt(elements.size()));
            } else {
                elements.add(random.nextInt(elements.size() + 1), value(random));
            }
            return elements;
        }
    }

    static final class ACounter implements Thing {
        private long value;

        @Override
        public Todo next(SplittableRandom random) {
            return random.nextBoolean() ? new Todo("add", random.nextLong(-3, 4)) : new Todo("read", null);
        }

        @Override
        public Optional<Done> act(String f, @Nullable Object argument) {
            if (argument instanceof Long amount) {
                value += amount;
                return Optional.of(new Done(amount));
            }
            return Optional.of(new Done(value));
        }

        @Override
        public @Nullable Object lie(SplittableRandom random, String f, @Nullable Object truth) {
            return f.equals("add") ? truth : Long.valueOf(random.nextLong(-4, 5));
        }
    }

    /** A queue that keeps no order. */
    static final class AQueue implements Thing {
        private final List<Object> elements = new ArrayList<>();

        @Override
        public Todo next(SplittableRandom random) {
            return switch (random.nextInt(8)) {
                case 0 -> new Todo("drain", null);
                case 1, 2, 3 -> new Todo("dequeue", null);
                default -> new Todo("enqueue", value(random));
            };
        }

        @Override
        public Optional<Done> act(String f, @Nullable Object argument) {
            if (argument != null) {
                elements.add(argument);
                return Optional.of(new Done(argument));
            }
            if (f.equals("drain")) {
                var all = List.copyOf(elements);
                elements.clear();
                return Optional.of(new Done(all));
            }
            return elements.isEmpty() ? Optional.empty() : Optional.of(new Done(elements.removeFirst()));
        }

        @Override
        public @Nullable Object lie(SplittableRandom random, String f, @Nullable Object truth) {
            return switch (f) {
                case "enqueue" -> truth;
                case "dequeue" -> value(random);
                default -> random.nextBoolean() ? List.of() : List.of(value(random), value(random));
            };
        }
    }

    static final class ASource implements Thing {
        private long last;

        @Override
        public Todo next(SplittableRandom random) {
            return new Todo("generate", null);
        }

        @Override
        public Optional<Done> act(String f, @Nullable Object argument) {
            last++;
            return Optional.of(new Done(last));
        }

        @Override
        public @Nullable Object lie(SplittableRandom random, String f, @Nullable Object truth) {
            return random.nextBoolean() ? value(random) : Long.valueOf(random.nextLong(1, last + 2));
        }
    }
}
