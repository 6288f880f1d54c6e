package io.ordeal.server.keys;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.FormatException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Puts a key space together again from what a {@link KeySpaceWriter} made of it, block by block. */
public final class KeySpaceReader {

    private final ArrayDeque<Growing> open = new ArrayDeque<>();
    private long index;
    private boolean begun;
    private @Nullable Directory root;

    /** Takes in the next block. */
    public void take(Decoder in) throws FormatException {
        if (!begun) {
            begun = true;
            index = in.count64();
            open.push(new Growing(Text.EMPTY, 0, in.int64(), in.int64(), in.int64()));
        }
        while (in.remaining() > 0) {
            record(in);
        }
    }

    /** The key space, once all blocks were taken in. */
    public KeySpace keys() throws FormatException {
        if (root == null) {
            throw new FormatException("a key space that ends too early");
        }
        return new KeySpace(root, index);
    }

    private void record(Decoder in) throws FormatException {
        Growing directory = open.peek();
        if (directory == null) {
            throw new FormatException("more than one root");
        }
        int kind = in.int8();
        switch (kind) {
            case KeySpaceWriter.FILE -> {
                int height = in.int8();
                Text name = Text.readFrom(in);
                long modified = in.int64();
                long created = in.int64();
                long expires = in.int64();
                directory.add(name, new File(Text.readFrom(in), modified, created, expires), height);
            }
            case KeySpaceWriter.DIRECTORY -> {
                int height = in.int8();
                open.push(new Growing(Text.readFrom(in), height, in.int64(), in.int64(), in.int64()));
            }
            case KeySpaceWriter.END -> end(open.pop());
            default -> throw new FormatException("a node of an unknown kind: " + kind);
        }
    }

    private void end(Growing ended) throws FormatException {
        Directory whole = ended.whole();
        Growing above = open.peek();
        if (above == null) {
            root = whole;
        } else {
            above.add(ended.name, whole, ended.height);
        }
    }

    /** A directory to which children are added in the order of their names. */
    private static final class Growing {
        private final Text name;
        private final int height;
        private final long modified;
        private final long created;
        private final long expires;

        /** Children whose right side is not complete, the lowest first. */
        private final ArrayDeque<Half> spine = new ArrayDeque<>();

        private Text latest = Text.EMPTY;
        private long sum;

        Growing(Text name, int height, long modified, long created, long expires) {
            this.name = name;
            this.height = height;
            this.modified = modified;
            this.created = created;
            this.expires = expires;
        }

        void add(Text child, Node node, int height) throws FormatException {
            if (child.compareTo(latest) <= 0) {
                throw new FormatException("the name '" + child + "' after '" + latest + "'");
            }
            latest = child;
            sum += Directory.digest(child, node);
            spine.push(new Half(child, node, height, below(height)));
        }

        /** All that is lower than the next child goes to its left. */
        private @Nullable Child below(int height) throws FormatException {
            Child tree = null;
            for (Half half = spine.peek(); half != null && half.height < height; half = spine.peek()) {
                tree = spine.pop().with(tree);
            }
            return tree;
        }

        Directory whole() throws FormatException {
            return Directory.of(below(Integer.MAX_VALUE), modified, created, expires, sum);
        }
    }

    private record Half(
            Text name, Node node, int height, @Nullable Child left) {

        Child with(@Nullable Child right) throws FormatException {
            Child whole = Child.over(name, node, left, right);
            if (whole == null || Child.height(whole) != height) {
                throw new FormatException("'" + name + "' does not fit into its tree");
            }
            return whole;
        }
    }
}
