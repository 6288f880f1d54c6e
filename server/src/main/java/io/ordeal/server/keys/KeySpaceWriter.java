package io.ordeal.server.keys;

import io.ordeal.server.format.Encoder;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A key space as bytes, block by block, each made when it is asked for. Nodes come in the order of their names, a
 * directory before what it holds:
 *
 * <pre>
 * head       index of the key space 8 | modified 8, created 8 and expires 8 of the root; then what the root holds
 * file       1 | height 1 | name | modified 8 | created 8 | expires 8 | value
 * directory  2 | height 1 | name | modified 8 | created 8 | expires 8; then what it holds
 * end        3, of the directory that was begun last
 * </pre>
 *
 * <p>A name or value has its length in 4 bytes before it. The height is that of the node in the search tree of its
 * directory: with it the tree is put together again as it was, without a search. Equal key spaces whose trees grew alike
 * have equal bytes.
 */
public final class KeySpaceWriter implements Iterator<byte[]> {

    static final int FILE = 1;
    static final int DIRECTORY = 2;
    static final int END = 3;

    /** Blocks are hardly larger than this, unless a value is. */
    private static final int BLOCK_BYTES = 64 << 10;

    private final KeySpace keys;
    private final ArrayDeque<Iterator<Child>> open = new ArrayDeque<>();
    private boolean begun;

    public KeySpaceWriter(KeySpace keys) {
        this.keys = keys;
        open.push(keys.root().iterator());
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var out = new Encoder(BLOCK_BYTES + BLOCK_BYTES / 8);
        if (!begun) {
            begun = true;
            out.int64(keys.index());
            attributes(out, keys.root());
        }
        while (hasNext() && out.size() < BLOCK_BYTES) {
            write(out, open.element());
        }
        return out.toBytes();
    }

    private void write(Encoder out, Iterator<Child> directory) {
        if (!directory.hasNext()) {
            open.pop();
            out.int8(END);
            return;
        }
        Child child = directory.next();
        boolean file = child.node() instanceof File;
        out.int8(file ? FILE : DIRECTORY).int8(Child.height(child));
        child.name().writeTo(out);
        attributes(out, child.node());
        switch (child.node()) {
            case File there -> there.value().writeTo(out);
            case Directory there -> open.push(there.iterator());
        }
    }

    private static void attributes(Encoder out, Node node) {
        out.int64(node.modified()).int64(node.created()).int64(node.expires());
    }
}
