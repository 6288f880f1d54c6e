package io.ordeal.server.keys;

import org.jspecify.annotations.Nullable;

/**
 * A node of a directory, with its name. To the directory it is also a node of its search tree, which is a persistent
 * AVL tree: a change copies the way to the root and shares the rest with the tree before it.
 */
public final class Child {

    private final Text name;
    private final Node node;
    private final @Nullable Child left;
    private final @Nullable Child right;
    private final byte height;
    /** When the first of all nodes of this tree, and of those below them, expires. */
    private final long earliest;

    private Child(Text name, Node node, @Nullable Child left, @Nullable Child right) {
        this.name = name;
        this.node = node;
        this.left = left;
        this.right = right;
        this.height = (byte) (1 + Math.max(height(left), height(right)));
        this.earliest = Math.min(node.earliest(), Math.min(earliest(left), earliest(right)));
    }

    public Text name() {
        return name;
    }

    public Node node() {
        return node;
    }

    /** Says whether listings leave it out. */
    public boolean isHidden() {
        return name.byteAt(0) == '_';
    }

    @Nullable
    Child left() {
        return left;
    }

    @Nullable
    Child right() {
        return right;
    }

    static @Nullable Child find(@Nullable Child tree, Text name) {
        Child child = tree;
        while (child != null) {
            int order = name.compareTo(child.name);
            if (order == 0) {
                return child;
            }
            child = order < 0 ? child.left : child.right;
        }
        return null;
    }

    static Child with(@Nullable Child tree, Text name, Node node) {
        if (tree == null) {
            return new Child(name, node, null, null);
        }
        int order = name.compareTo(tree.name);
        if (order == 0) {
            return new Child(tree.name, node, tree.left, tree.right);
        }
        return order < 0
                ? tree.balanced(with(tree.left, name, node), tree.right)
                : tree.balanced(tree.left, with(tree.right, name, node));
    }

    static @Nullable Child without(@Nullable Child tree, Text name) {
        if (tree == null) {
            return null;
        }
        int order = name.compareTo(tree.name);
        if (order == 0) {
            return joined(tree.left, tree.right);
        }
        return order < 0
                ? tree.balanced(without(tree.left, name), tree.right)
                : tree.balanced(tree.left, without(tree.right, name));
    }

    /** One tree of two, whose heights differ by one at most. */
    private static @Nullable Child joined(@Nullable Child left, @Nullable Child right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        Child first = right;
        for (Child next = first.left; next != null; next = first.left) {
            first = next;
        }
        return first.balanced(left, without(right, first.name));
    }

    /** This child above those two trees, whose heights differ by two at most. */
    private Child balanced(@Nullable Child below, @Nullable Child above) {
        int lean = height(below) - height(above);
        if (below != null && lean > 1) {
            Child top = height(below.left) >= height(below.right) || below.right == null
                    ? below
                    : below.right.over(below.over(below.left, below.right.left), below.right.right);
            return top.over(top.left, over(top.right, above));
        }
        if (above != null && lean < -1) {
            Child top = height(above.right) >= height(above.left) || above.left == null
                    ? above
                    : above.left.over(above.left.left, above.over(above.left.right, above.right));
            return top.over(over(below, top.left), top.right);
        }
        return over(below, above);
    }

    private Child over(@Nullable Child below, @Nullable Child above) {
        return new Child(name, node, below, above);
    }

    static long earliest(@Nullable Child tree) {
        return tree == null ? Node.NEVER : tree.earliest;
    }

    /** The first, by name, whose node expires then or holds what does. */
    static Child expiringAt(@Nullable Child tree, long time) {
        Child child = tree;
        while (child != null) {
            if (earliest(child.left) == time) {
                child = child.left;
            } else if (child.node.earliest() == time) {
                return child;
            } else {
                child = child.right;
            }
        }
        throw new IllegalArgumentException("nothing expires first at " + time);
    }

    /** The tree with that child above those two trees; or null, if their heights are too different for that. */
    static @Nullable Child over(Text name, Node node, @Nullable Child below, @Nullable Child above) {
        return Math.abs(height(below) - height(above)) > 1 ? null : new Child(name, node, below, above);
    }

    static int height(@Nullable Child tree) {
        return tree == null ? 0 : tree.height;
    }

    @Override
    public String toString() {
        return name + "=" + node;
    }
}
