package io.ordeal.server.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a node is: {@code /} or a path such as {@code /a/b}, of non-empty components other than {@code .} and
 * {@code ..}.
 *
 * @param path in this one spelling
 */
public record Key(Text path) {

    /** A key has at most so many components, so that trees and their listings stay shallow. */
    public static final int DEPTH_MAX = 500;

    public static final Key ROOT = new Key(Text.of("/"));

    private static final Text SLASH = Text.of("/");

    public Key {
        check(path);
    }

    public static Key of(String path) {
        return new Key(Text.of(path));
    }

    public boolean isRoot() {
        return path.length() == 1;
    }

    /** From the root down; none for the root. */
    public List<Text> components() {
        var components = new ArrayList<Text>();
        for (int start = 1; start < path.length(); ) {
            int end = end(path, start);
            components.add(path.slice(start, end));
            start = end + 1;
        }
        return components;
    }

    /** Says whether {@code directory} is on the way from the root to this key. */
    public boolean isBelow(Key directory) {
        int length = directory.path.length();
        return path.length() > length
                && path.startsWith(directory.path)
                && (directory.isRoot() || path.byteAt(length) == '/');
    }

    /** The key of this one's first {@code depth} components. */
    public Key prefix(int depth) {
        int end = 0;
        for (int left = depth; left > 0; left--) {
            end = end(path, end + 1);
        }
        return end == 0 ? ROOT : new Key(path.slice(0, end));
    }

    /** The key of the node of that name in this directory. */
    public Key child(Text name) {
        return new Key(isRoot() ? SLASH.then(name) : path.then(SLASH).then(name));
    }

    /** How many components it has. */
    public static int depth(Text path) {
        int slashes = 0;
        for (int position = 0; position < path.length(); position++) {
            slashes += path.byteAt(position) == '/' ? 1 : 0;
        }
        return path.length() == 1 ? 0 : slashes;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static void check(Text path) {
        if (path.isEmpty() || path.byteAt(0) != '/') {
            throw new IllegalArgumentException("a key begins with a slash");
        }
        int depth = 0;
        for (int start = 1; path.length() > 1 && start <= path.length(); depth++) {
            int end = end(path, start);
            if (end == start || isDots(path, start, end)) {
                throw new IllegalArgumentException("a key has no empty component, and none of dots");
            }
            start = end + 1;
        }
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("a key has at most " + DEPTH_MAX + " components");
        }
    }

    private static boolean isDots(Text path, int start, int end) {
        return end - start <= 2 && path.byteAt(start) == '.' && path.byteAt(end - 1) == '.';
    }

    private static int end(Text path, int start) {
        int end = start;
        while (end < path.length() && path.byteAt(end) != '/') {
            end++;
        }
        return end;
    }
}
