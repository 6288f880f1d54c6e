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
import java.util.List;
import java.util.Optional;

/**
 * All keys at one moment. Immutable: a command leads to a new key space, which shares with the old one what both have
 * in common, so that keeping an old one is a snapshot. Every event has the next index, from 1 on; refusals have none.
 */
public final class KeySpace {

    public static final KeySpace EMPTY = new KeySpace(Directory.empty(0), 0);

    /** Where a key leads. */
    private sealed interface Place {}

    private record There(Node node) implements Place {}

    private record Nowhere(KeyError error) implements Place {}

    private final Directory root;
    private final long index;

    KeySpace(Directory root, long index) {
        this.root = root;
        this.index = index;
    }

    Directory root() {
        return root;
    }

    /** Of the last event; 0 before the first. */
    public long index() {
        return index;
    }

    /** Equal for equal key spaces, and else most probably not. Takes the same time for any number of keys. */
    public long digest() {
        return Digests.mix(root.digest(), index);
    }

    /** When the next node expires, in milliseconds since 1970, or {@link Node#NEVER}. */
    public long nextExpiry() {
        return root.earliest();
    }

    /** Says whether anything expires at all. */
    public boolean isMortal() {
        return nextExpiry() != Node.NEVER;
    }

    public boolean contains(Key key) {
        return find(key) instanceof There;
    }

    public Reading read(Query query) {
        return switch (find(query.key())) {
            case There(Node node) -> new Found(query.key(), node, query.recursive());
            case Nowhere(KeyError error) -> error;
        };
    }

    public Applied apply(Command command) {
        return switch (command) {
            case Set(Key key, Optional<Text> value, long expires) -> plant(Action.SET, key, value, expires);
            case Create(Key key, Optional<Text> value, long expires) -> plant(Action.CREATE, key, value, expires);
            case CreateInOrder(Key key, Optional<Text> value, long expires) ->
                plant(Action.CREATE, key.child(nextInOrder()), value, expires);
            case Update(Key key, Text value, long expires) -> update(key, value, expires);
            case CompareAndSwap(Key key, Condition condition, Text value, long expires) ->
                compareAndSwap(key, condition, value, expires);
            case Refresh refresh -> refresh(refresh);
            case Expire(long now) -> expire(now);
            case Delete(Key key, Extent extent) -> delete(key, extent);
            case CompareAndDelete(Key key, Condition condition) -> compareAndDelete(key, condition);
        };
    }

    /** The same keys, after something else has consumed an index. */
    public KeySpace skipping() {
        return new KeySpace(root, index + 1);
    }

    private Place find(Key key) {
        Node node = root;
        int depth = 0;
        for (Text name : key.components()) {
            if (!(node instanceof Directory directory)) {
                return nowhere(ErrorCode.NOT_A_DIRECTORY, key.prefix(depth));
            }
            Optional<Node> child = directory.child(name);
            depth++;
            if (child.isEmpty()) {
                return nowhere(ErrorCode.KEY_NOT_FOUND, key.prefix(depth));
            }
            node = child.get();
        }
        return new There(node);
    }

    private Applied plant(Action action, Key key, Optional<Text> value, long expires) {
        if (key.isRoot()) {
            return refused(ErrorCode.ROOT_READ_ONLY, key);
        }
        return switch (find(key)) {
            case There _ when action == Action.CREATE -> refused(ErrorCode.KEY_EXISTS, key);
            case There(Directory _) -> refused(ErrorCode.NOT_A_FILE, key);
            case There(File file) -> put(action, key, fresh(value, expires), Optional.of(file));
            case Nowhere(KeyError error)
            when error.code() == ErrorCode.KEY_NOT_FOUND -> put(action, key, fresh(value, expires), Optional.empty());
            case Nowhere(KeyError error) -> new Applied(this, error);
        };
    }

    private Applied update(Key key, Text value, long expires) {
        if (key.isRoot()) {
            return refused(ErrorCode.ROOT_READ_ONLY, key);
        }
        return switch (find(key)) {
            case There(File file) ->
                put(Action.UPDATE, key, new File(value, index + 1, file.created(), expires), Optional.of(file));
            case There(Directory _) when !value.isEmpty() -> refused(ErrorCode.NOT_A_FILE, key);
            case There(Directory directory) -> updateEnd(key, directory, expires);
            case Nowhere(KeyError error) -> new Applied(this, error);
        };
    }

    /** As in etcd, the event shows an index that the directory does not get. */
    private Applied updateEnd(Key key, Directory directory, long expires) {
        Directory after = planted(root, key.components(), 0, directory.expiring(expires));
        var shown = new View(Optional.empty(), true, index + 1, directory.created(), expires);
        return changed(after, new Event(Action.UPDATE, key, shown, Optional.of(View.of(directory))));
    }

    private Applied compareAndSwap(Key key, Condition condition, Text value, long expires) {
        if (key.isRoot()) {
            return refused(ErrorCode.ROOT_READ_ONLY, key);
        }
        return switch (find(key)) {
            case There(Directory _) -> refused(ErrorCode.NOT_A_FILE, key);
            case There(File file) ->
                condition
                        .failure(file)
                        .map(cause -> refused(ErrorCode.COMPARE_FAILED, cause))
                        .orElseGet(() -> put(
                                Action.COMPARE_AND_SWAP,
                                key,
                                new File(value, index + 1, file.created(), expires),
                                Optional.of(file)));
            case Nowhere(KeyError error) -> new Applied(this, error);
        };
    }

    private Applied refresh(Refresh refresh) {
        Key key = refresh.key();
        Place place = find(key);
        Text kept = place instanceof There(File file) ? file.value() : Text.EMPTY;
        if (refresh.action() == Action.UPDATE) {
            return update(key, kept, refresh.expires()).untold();
        }
        if (place instanceof Nowhere(KeyError error)) {
            return new Applied(this, error);
        }
        return refresh.condition()
                .map(condition -> compareAndSwap(key, condition, kept, refresh.expires()))
                .orElseGet(() -> plant(Action.SET, key, Optional.of(kept), refresh.expires()))
                .untold();
    }

    private Applied expire(long now) {
        var changes = new ArrayList<Change>();
        KeySpace keys = this;
        while (keys.isMortal() && keys.nextExpiry() <= now && changes.size() < Expired.MOST) {
            Applied first = keys.expireFirst();
            changes.addAll(first.changes());
            keys = first.next();
        }
        return new Applied(keys, new Expired(changes.stream().map(Change::event).toList()), changes);
    }

    private Applied expireFirst() {
        long time = nextExpiry();
        Key key = Key.ROOT;
        Node node = root;
        while (node.expires() != time && node instanceof Directory directory) {
            Child next = directory.expiringAt(time);
            key = key.child(next.name());
            node = next.node();
        }
        return remove(Action.EXPIRE, key, node);
    }

    private Applied compareAndDelete(Key key, Condition condition) {
        return switch (find(key)) {
            // etcd takes the root for just another directory here, and has no name for it.
            case There(Directory _) -> refused(ErrorCode.NOT_A_FILE, key.isRoot() ? Text.EMPTY : key.path());
            case There(File file) ->
                condition
                        .failure(file)
                        .map(cause -> refused(ErrorCode.COMPARE_FAILED, cause))
                        .orElseGet(() -> remove(Action.COMPARE_AND_DELETE, key, file));
            case Nowhere(KeyError error) -> new Applied(this, error);
        };
    }

    private Applied delete(Key key, Extent extent) {
        if (key.isRoot()) {
            return refused(ErrorCode.ROOT_READ_ONLY, key);
        }
        return switch (find(key)) {
            case There(Directory _) when extent == Extent.FILE -> refused(ErrorCode.NOT_A_FILE, key);
            case There(Directory directory)
            when extent == Extent.EMPTY_DIRECTORY && !directory.isEmpty() ->
                refused(ErrorCode.DIRECTORY_NOT_EMPTY, key);
            case There(Node node) -> remove(Action.DELETE, key, node);
            case Nowhere(KeyError error) -> new Applied(this, error);
        };
    }

    private Node fresh(Optional<Text> value, long expires) {
        return value.<Node>map(text -> new File(text, index + 1, index + 1, expires))
                .orElseGet(() -> Directory.empty(index + 1, expires));
    }

    private Applied put(Action action, Key key, Node node, Optional<Node> previous) {
        Directory after = planted(root, key.components(), 0, node);
        return changed(after, new Event(action, key, View.of(node), previous.map(View::of)));
    }

    private Directory planted(Directory directory, List<Text> names, int depth, Node node) {
        Text name = names.get(depth);
        if (depth == names.size() - 1) {
            return directory.with(name, node);
        }
        Directory below =
                directory.child(name).orElse(null) instanceof Directory there ? there : Directory.empty(index + 1);
        return directory.with(name, planted(below, names, depth + 1, node));
    }

    private Applied remove(Action action, Key key, Node node) {
        Directory after = pruned(root, key.components(), 0);
        return changed(after, new Event(action, key, View.gone(node, index + 1), Optional.of(View.of(node))));
    }

    private static Directory pruned(Directory directory, List<Text> names, int depth) {
        Text name = names.get(depth);
        if (depth < names.size() - 1 && directory.child(name).orElse(null) instanceof Directory below) {
            return directory.with(name, pruned(below, names, depth + 1));
        }
        return directory.without(name);
    }

    private Text nextInOrder() {
        String digits = Long.toString(index + 1);
        return Text.of("0".repeat(20 - digits.length()) + digits);
    }

    private Applied changed(Directory after, Event event) {
        return new Applied(new KeySpace(after, index + 1), event, List.of(new Change(event, this)));
    }

    private Applied refused(ErrorCode code, Key key) {
        return refused(code, key.path());
    }

    private Applied refused(ErrorCode code, Text cause) {
        return new Applied(this, new KeyError(code, cause, index));
    }

    private Place nowhere(ErrorCode code, Key key) {
        return new Nowhere(new KeyError(code, key.path(), index));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySpace keys && index == keys.index && root.equals(keys.root);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest());
    }

    @Override
    public String toString() {
        return "KeySpace[index=" + index + ", digest=" + Long.toHexString(digest()) + "]";
    }
}
