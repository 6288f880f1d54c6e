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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The key space once more, in the plainest way: one mutable map from paths to nodes. It is what the conformance list
 * says, read without a thought for speed.
 */
final class Model {

    /** A refusal, thrown wherever it is noticed. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient KeyError error;

        Refusal(KeyError error) {
            super(error.toString());
            this.error = error;
        }
    }

    /** By path without the first slash; the root is the empty path. */
    private final TreeMap<String, View> nodes =
            new TreeMap<>(Map.of("", new View(Optional.empty(), true, 0, 0, Node.NEVER)));

    private long index;

    long index() {
        return index;
    }

    /** All nodes by their keys. */
    Map<String, View> nodes() {
        return nodes;
    }

    Result apply(Command command) {
        if (command instanceof Expire(long now)) {
            return expire(now);
        }
        try {
            Event event = attempt(command);
            index++;
            return event;
        } catch (Refusal refusal) {
            return refusal.error;
        }
    }

    private Event attempt(Command command) {
        String path = path(command.key());
        return switch (command) {
            case Set(Key key, Optional<Text> value, long expires) -> plant(Action.SET, key, value, true, expires);
            case Create(Key key, Optional<Text> value, long expires) ->
                plant(Action.CREATE, key, value, false, expires);
            case CreateInOrder(Key key, Optional<Text> value, long expires) -> {
                Key name = Key.of("/" + path + (path.isEmpty() ? "" : "/") + String.format("%020d", index + 1));
                yield plant(Action.CREATE, name, value, false, expires);
            }
            case Update(Key key, Text value, long expires) -> update(key, value, expires);
            case CompareAndSwap(Key key, Condition condition, Text value, long expires) ->
                swap(key, condition, Optional.of(value), expires);
            case Refresh(Key key, Action action, Optional<Condition> condition, long expires) -> {
                if (action == Action.SET) {
                    View old = existing(key);
                    demand(!key.isRoot(), ErrorCode.ROOT_READ_ONLY, "/");
                    demand(!old.directory(), ErrorCode.NOT_A_FILE, "/" + path);
                    yield plant(action, key, old.value(), true, expires);
                }
                demand(!key.isRoot(), ErrorCode.ROOT_READ_ONLY, "/");
                yield action == Action.UPDATE
                        ? update(key, existing(key).value().orElse(Text.EMPTY), expires)
                        : swap(key, condition.orElseThrow(), Optional.empty(), expires);
            }
            case Expire _ -> throw new IllegalArgumentException("it leads to many events");
            case Delete(Key key, Extent extent) -> delete(key, extent);
            case CompareAndDelete(Key key, Condition condition) -> {
                View old = compared(key, condition, key.isRoot() ? "" : "/" + path);
                nodes.remove(path);
                yield new Event(Action.COMPARE_AND_DELETE, key, gone(old), Optional.of(old));
            }
        };
    }

    private Event swap(Key key, Condition condition, Optional<Text> value, long expires) {
        demand(!key.isRoot(), ErrorCode.ROOT_READ_ONLY, "/");
        View old = compared(key, condition, "/" + path(key));
        View node = new View(value.or(old::value), false, index + 1, old.created(), expires);
        nodes.put(path(key), node);
        return new Event(Action.COMPARE_AND_SWAP, key, node, Optional.of(old));
    }

    /** As etcd has it: its modified index stays. */
    private static View ending(View directory, long expires) {
        return new View(directory.value(), true, directory.modified(), directory.created(), expires);
    }

    private Result expire(long now) {
        var events = new ArrayList<Event>();
        List<String> due = nodes.keySet().stream()
                .filter(path -> node(path).expires() <= now)
                .sorted(Comparator.<String>comparingLong(path -> node(path).expires())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (String path : due) {
            View old = nodes.get(path);
            if (old != null) {
                nodes.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
                events.add(new Event(Action.EXPIRE, Key.of("/" + path), gone(old), Optional.of(old)));
                index++;
            }
        }
        return new Expired(events);
    }

    private Event plant(Action action, Key key, Optional<Text> value, boolean replace, long expires) {
        String path = path(key);
        demand(!key.isRoot(), ErrorCode.ROOT_READ_ONLY, "/");
        for (String parent = parent(path); !parent.isEmpty(); parent = parent(parent)) {
            View there = nodes.get(parent);
            demand(there == null || there.directory(), ErrorCode.NOT_A_DIRECTORY, "/" + parent);
        }
        Optional<View> old = Optional.ofNullable(nodes.get(path));
        demand(replace || old.isEmpty(), ErrorCode.KEY_EXISTS, "/" + path);
        demand(old.isEmpty() || !old.get().directory(), ErrorCode.NOT_A_FILE, "/" + path);
        for (String parent = parent(path); !parent.isEmpty(); parent = parent(parent)) {
            nodes.putIfAbsent(parent, new View(Optional.empty(), true, index + 1, index + 1, Node.NEVER));
        }
        View node = new View(value, value.isEmpty(), index + 1, index + 1, expires);
        nodes.put(path, node);
        return new Event(action, key, node, old);
    }

    private Event update(Key key, Text value, long expires) {
        demand(!key.isRoot(), ErrorCode.ROOT_READ_ONLY, "/");
        View old = existing(key);
        demand(!old.directory() || value.isEmpty(), ErrorCode.NOT_A_FILE, "/" + path(key));
        View node = new View(
                old.directory() ? Optional.empty() : Optional.of(value),
                old.directory(),
                index + 1,
                old.created(),
                expires);
        nodes.put(path(key), old.directory() ? ending(old, expires) : node);
        return new Event(Action.UPDATE, key, node, Optional.of(old));
    }

    private Event delete(Key key, Extent extent) {
        String path = path(key);
        demand(!key.isRoot(), ErrorCode.ROOT_READ_ONLY, "/");
        View old = existing(key);
        if (old.directory()) {
            demand(extent != Extent.FILE, ErrorCode.NOT_A_FILE, "/" + path);
            boolean empty = nodes.keySet().stream().noneMatch(other -> other.startsWith(path + "/"));
            demand(extent == Extent.SUBTREE || empty, ErrorCode.DIRECTORY_NOT_EMPTY, "/" + path);
        }
        nodes.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
        return new Event(Action.DELETE, key, gone(old), Optional.of(old));
    }

    private View compared(Key key, Condition condition, String shown) {
        View old = existing(key);
        demand(!old.directory(), ErrorCode.NOT_A_FILE, shown);
        Text value = old.value().orElseThrow();
        var cause = new StringBuilder();
        if (condition.value().isPresent() && !condition.value().get().equals(value)) {
            cause.append(" [")
                    .append(condition.value().get())
                    .append(" != ")
                    .append(value)
                    .append("]");
        }
        if (condition.index().isPresent() && condition.index().getAsLong() != old.modified()) {
            cause.append(" [")
                    .append(condition.index().getAsLong())
                    .append(" != ")
                    .append(old.modified())
                    .append("]");
        }
        demand(cause.isEmpty(), ErrorCode.COMPARE_FAILED, cause.toString().strip());
        return old;
    }

    private View existing(Key key) {
        String path = "";
        for (Text name : key.components()) {
            demand(node(path).directory(), ErrorCode.NOT_A_DIRECTORY, "/" + path);
            path = path.isEmpty() ? name.toString() : path + "/" + name;
            demand(nodes.containsKey(path), ErrorCode.KEY_NOT_FOUND, "/" + path);
        }
        return node(path);
    }

    private View node(String path) {
        return Optional.ofNullable(nodes.get(path)).orElseThrow();
    }

    private View gone(View old) {
        return new View(Optional.empty(), old.directory(), index + 1, old.created(), Node.NEVER);
    }

    private void demand(boolean holds, ErrorCode code, String cause) {
        if (!holds) {
            throw new Refusal(new KeyError(code, Text.of(cause), index));
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String path(Key key) {
        return key.toString().substring(1);
    }
}
