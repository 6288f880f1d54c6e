package io.ordeal.server.auth;

import io.ordeal.server.keys.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may be read and written: patterns of keys. A pattern that ends in {@code *} stands for every key that begins with
 * what precedes that, any other for one key.
 */
public record Permissions(SortedSet<Text> read, SortedSet<Text> write) {

    public static final Permissions NONE = new Permissions(new TreeSet<>(), new TreeSet<>());
    public static final Permissions ALL = of(Text.of("/*"));

    public Permissions {
        read = Collections.unmodifiableSortedSet(new TreeSet<>(read));
        write = Collections.unmodifiableSortedSet(new TreeSet<>(write));
    }

    private static Permissions of(Text pattern) {
        var only = new TreeSet<Text>();
        only.add(pattern);
        return new Permissions(only, only);
    }

    public boolean isEmpty() {
        return read.isEmpty() && write.isEmpty();
    }

    /** Says whether {@code path} may be read or written; if {@code recursive}, also all that begins with it. */
    boolean allow(Text path, boolean writing, boolean recursive) {
        return (writing ? write : read).stream().anyMatch(pattern -> matches(pattern, path, recursive));
    }

    private static boolean matches(Text pattern, Text path, boolean recursive) {
        int last = pattern.length() - 1;
        if (last < 0) {
            return false;
        }
        return pattern.byteAt(last) == '*'
                ? path.startsWith(pattern.slice(0, last))
                : !recursive && path.equals(pattern);
    }

    /** What of {@code more} is here already, in etcd's words; the first of it. */
    Optional<String> duplicate(Permissions more) {
        return first(more.read, read)
                .map(pattern -> "read permission " + pattern)
                .or(() -> first(more.write, write).map(pattern -> "write permission " + pattern));
    }

    private static Optional<Text> first(Collection<Text> candidates, Collection<Text> there) {
        return candidates.stream().filter(there::contains).findFirst();
    }

    Permissions with(Permissions more) {
        var reading = new TreeSet<>(read);
        reading.addAll(more.read);
        var writing = new TreeSet<>(write);
        writing.addAll(more.write);
        return new Permissions(reading, writing);
    }

    Permissions without(Permissions less) {
        var reading = new TreeSet<>(read);
        reading.removeAll(less.read);
        var writing = new TreeSet<>(write);
        writing.removeAll(less.write);
        return new Permissions(reading, writing);
    }
}
