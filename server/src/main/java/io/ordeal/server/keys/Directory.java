package io.ordeal.server.keys;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node that holds other nodes by name; iterates in the order of names. */
public final class Directory implements Node, Iterable<Child> {

    private final @Nullable Child tree;
    private final long modified;
    private final long created;
    private final long expires;
    /** The sum of the digests of all children, so that one of them can be exchanged without a look at the others. */
    private final long sum;

    private Directory(@Nullable Child tree, long modified, long created, long expires, long sum) {
        this.tree = tree;
        this.modified = modified;
        this.created = created;
        this.expires = expires;
        this.sum = sum;
    }

    static Directory empty(long created) {
        return empty(created, NEVER);
    }

    static Directory empty(long created, long expires) {
        return new Directory(null, created, created, expires, 0);
    }

    /** @param sum of the digests of the children in {@code tree}, each with its name's */
    static Directory of(@Nullable Child tree, long modified, long created, long expires, long sum) {
        return new Directory(tree, modified, created, expires, sum);
    }

    /** The same, but for its own end. */
    Directory expiring(long newExpires) {
        return new Directory(tree, modified, created, newExpires, sum);
    }

    @Override
    public long modified() {
        return modified;
    }

    @Override
    public long created() {
        return created;
    }

    @Override
    public long expires() {
        return expires;
    }

    @Override
    public long earliest() {
        return Math.min(expires, Child.earliest(tree));
    }

    /** The first child, by name, that expires then or holds what does; there is one. */
    Child expiringAt(long time) {
        return Child.expiringAt(tree, time);
    }

    @Override
    public long digest() {
        return Digests.mix(Digests.mix(Digests.mix(sum, modified), created), expires);
    }

    public boolean isEmpty() {
        return tree == null;
    }

    public Optional<Node> child(Text name) {
        return Optional.ofNullable(Child.find(tree, name)).map(Child::node);
    }

    @Override
    public Iterator<Child> iterator() {
        return new Walk(tree);
    }

    /** With that node in place of the one that had the name, if any. */
    Directory with(Text name, Node node) {
        Child old = Child.find(tree, name);
        long added = digest(name, node);
        return new Directory(Child.with(tree, name, node), modified, created, expires, sum - digest(old) + added);
    }

    Directory without(Text name) {
        Child old = Child.find(tree, name);
        return new Directory(Child.without(tree, name), modified, created, expires, sum - digest(old));
    }

    private static long digest(@Nullable Child child) {
        return child == null ? 0 : digest(child.name(), child.node());
    }

    /** What a child adds to the sum. */
    static long digest(Text name, Node node) {
        return Digests.mix(name.hash64(), node.digest());
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Directory directory
                && sum == directory.sum
                && modified == directory.modified
                && created == directory.created
                && expires == directory.expires
                && sameChildren(directory);
    }

    private boolean sameChildren(Directory other) {
        Iterator<Child> mine = iterator();
        Iterator<Child> theirs = other.iterator();
        while (mine.hasNext() && theirs.hasNext()) {
            Child left = mine.next();
            Child right = theirs.next();
            if (!left.name().equals(right.name()) || !left.node().equals(right.node())) {
                return false;
            }
        }
        return mine.hasNext() == theirs.hasNext();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest());
    }

    @Override
    public String toString() {
        return "Directory[modified=" + modified + ", created=" + created + ", digest=" + Long.toHexString(digest())
                + "]";
    }
}
