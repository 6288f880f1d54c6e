package io.ordeal.histories.subject;

import io.ordeal.histories.model.EtcdKey;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.subject.EtcdSubject.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A key of etcd whose index is known inside, and told or not. Where it is not, the oracle tries every index that anybody
 * names, and the next one: one that nobody names may as well be as small as can be.
 *
 * @param telling of three answers, how many tell the index
 * @param named every index that anybody names
 */
public record EtcdSubject(NilRead nilRead, int telling, Set<Long> named) implements Subject<Node> {

    private static final int ALL = 3;
    private static final List<String> OPERATIONS =
            List.of("read", "read", "read", "write", "write", "cas", "cas", "create", "update", "delete", "cad");

    /**
     * @param value 0 where the key is absent
     * @param index of the last change, be it a removal
     */
    public record Node(long value, long index) {
        boolean isAbsent() {
            return value == 0;
        }
    }

    @Override
    public Model<?> model() {
        return new EtcdKey(nilRead);
    }

    @Override
    public Node fresh() {
        return new Node(0, 0);
    }

    @Override
    public Subject<Node> drawn(SplittableRandom random) {
        return new EtcdSubject(nilRead, random.nextInt(ALL + 1), Set.of());
    }

    @Override
    public Subject<Node> seen(History history) {
        var all = new TreeSet<Long>();
        for (Operation operation : history.operations()) {
            collect(operation.argument(), all);
            collect(operation.result(), all);
        }
        return new EtcdSubject(nilRead, telling, all);
    }

    private static void collect(@Nullable Object value, Set<Long> indices) {
        if (value instanceof Map<?, ?> map) {
            for (String name : List.of("modifiedIndex", "prevIndex")) {
                if (get(map, name) instanceof Long index) {
                    indices.add(index);
                }
            }
            collect(map.get("prevNode"), indices);
        }
    }

    @Override
    public Request ask(SplittableRandom random, Node state, LongSupplier value) {
        String f = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        Object old = state.isAbsent() || random.nextInt(3) == 0 ? value.getAsLong() : state.value;
        long index = Math.max(1, state.index - random.nextInt(2));
        return new Request(
                f,
                switch (f) {
                    case "read", "delete" -> null;
                    case "write", "create", "update" -> value.getAsLong();
                    case "cas" ->
                        switch (random.nextInt(4)) {
                            case 0 -> Arrays.asList(random.nextInt(3) == 0 ? null : old, value.getAsLong());
                            case 1 -> map("prevIndex", index, "value", value.getAsLong());
                            case 2 -> map("prevValue", old, "prevIndex", index, "value", value.getAsLong());
                            default -> List.of(old, value.getAsLong());
                        };
                    default ->
                        switch (random.nextInt(3)) {
                            case 0 -> map("prevIndex", index);
                            case 1 -> map("prevValue", old);
                            default -> old;
                        };
                });
    }

    @Override
    public Effect<Node> perform(Node state, Request request, SplittableRandom random) {
        if (request.f().equals("read")) {
            return Effect.done(state, state.isAbsent() ? null : tells(random) ? shown(state) : (Object) state.value);
        }
        if (!allows(state, request)) {
            return Effect.refused(state);
        }
        var after = new Node(target(request), state.index + 1 + random.nextInt(2));
        if (!tells(random)) {
            return Effect.done(after, random.nextBoolean() ? request.argument() : null);
        }
        Map<Object, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("modifiedIndex", after.index);
        if (!after.isAbsent() && random.nextInt(4) == 0) {
            answer.put("value", after.value);
        }
        if (random.nextBoolean()) {
            answer.put("prevNode", state.isAbsent() ? null : shown(state));
        }
        return Effect.done(after, answer);
    }

    private boolean tells(SplittableRandom random) {
        return random.nextInt(ALL) < telling;
    }

    private static Map<Object, Object> shown(Node node) {
        return map("value", node.value, "modifiedIndex", node.index);
    }

    private static Map<Object, Object> map(Object... entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(i == 0 ? new Keyword((String) entries[i]) : entries[i], entries[i + 1]);
        }
        return map;
    }

    /** With the keys of {@link #map}, which are of both kinds on purpose. */
    private static @Nullable Object get(Map<?, ?> map, String name) {
        return map.containsKey(name) ? map.get(name) : map.get(new Keyword(name));
    }

    private static boolean allows(Node state, Request request) {
        Object argument = request.argument();
        return switch (request.f()) {
            case "write" -> true;
            case "create" -> state.isAbsent();
            case "update", "delete" -> !state.isAbsent();
            default ->
                switch (argument) {
                    case List<?> pair ->
                        Objects.equals(pair.getFirst(), state.isAbsent() ? null : (Object) state.value);
                    case Map<?, ?> map ->
                        !state.isAbsent()
                                && (get(map, "prevValue") == null || Objects.equals(get(map, "prevValue"), state.value))
                                && (get(map, "prevIndex") == null
                                        || Objects.equals(get(map, "prevIndex"), state.index));
                    case null, default -> Objects.equals(argument, state.value);
                };
        };
    }

    /** The value that a change leaves. */
    private static long target(Request request) {
        Object argument = request.argument();
        return switch (request.f()) {
            case "delete", "cad" -> 0;
            case "cas" ->
                (Long) Objects.requireNonNull(
                        argument instanceof List<?> pair
                                ? pair.getLast()
                                : get((Map<?, ?>) Objects.requireNonNull(argument), "value"));
            default -> (Long) Objects.requireNonNull(argument);
        };
    }

    @Override
    public List<Node> after(Node state, Request request, @Nullable Object result) {
        if (request.f().equals("read")) {
            return reads(state, result) ? List.of(state) : List.of();
        }
        if (!(result instanceof Map<?, ?> answer) || result.equals(request.argument())) {
            return after(state, request);
        }
        boolean fits = (!answer.containsKey("value") || Objects.equals(answer.get("value"), target(request)))
                && (!answer.containsKey("prevNode")
                        || (answer.get("prevNode") == null ? state.isAbsent() : reads(state, answer.get("prevNode"))));
        return fits
                ? after(state, request).stream()
                        .filter(node -> Objects.equals(answer.get("modifiedIndex"), node.index))
                        .toList()
                : List.of();
    }

    private boolean reads(Node state, @Nullable Object result) {
        return switch (result) {
            case null -> nilRead == NilRead.ANYTHING || state.isAbsent();
            case Map<?, ?> map -> !state.isAbsent() && map.equals(shown(state));
            default -> result.equals(state.value) && !state.isAbsent();
        };
    }

    @Override
    public List<Node> after(Node state, Request request) {
        if (request.f().equals("read")) {
            return List.of(state);
        }
        var nodes = new ArrayList<Node>();
        if (allows(state, request)) {
            nodes.add(new Node(target(request), state.index + 1));
            for (long index : named) {
                if (index > state.index + 1) {
                    nodes.add(new Node(target(request), index));
                }
            }
        }
        return nodes;
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        if (truth instanceof Map<?, ?> map && !truth.equals(request.argument())) {
            Map<Object, @Nullable Object> lie = new LinkedHashMap<>(map);
            lie.computeIfPresent("modifiedIndex", (_, index) -> Math.max(1, (Long) index - 1 + random.nextInt(3)));
            if (random.nextBoolean()) {
                lie.computeIfPresent("prevNode", (_, node) -> lie(random, request, node, value));
                lie.computeIfPresent(new Keyword("value"), (_, _) -> value.getAsLong());
                lie.computeIfPresent("value", (_, _) -> value.getAsLong());
            } else if (lie.containsKey("prevNode") && random.nextBoolean()) {
                lie.put("prevNode", null);
            }
            return lie;
        }
        if (!request.f().equals("read")) {
            return truth == null ? request.argument() : truth;
        }
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> map("value", value.getAsLong(), "modifiedIndex", 1L + random.nextInt(5));
            default -> value.getAsLong();
        };
    }
}
