package io.ordeal.server.ports;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * A node's folder on disk. Reading blocks, and happens only while the node starts; but for {@link #fetch}. Writing is
 * asynchronous and comes in batches, which are performed in the order in which they were asked for: a batch is durable
 * as a whole when {@link Completion#durable} is called, and until then a crash may keep any part of it, in any order,
 * torn anywhere, and nothing of the batches after it. Whatever is read is durable: a later crash does not take back what
 * an earlier one has left.
 */
public interface Disk {

    /** The names of all files, sorted. */
    List<String> list() throws IOException;

    /** All bytes of a file that was appended to. */
    byte[] read(String file) throws IOException;

    /**
     * Bytes of a file from {@code offset} on: {@code length}, or as many as there are. Of a file that was appended to, the
     * disk may show zeros behind them.
     */
    byte[] read(String file, long offset, int length) throws IOException;

    /** Reads beside all else, and calls {@code reception} on the node's loop. */
    void fetch(String file, long offset, int length, Reception reception);

    /** Performs {@code writes} in order and makes them durable; then calls {@code completion} on the node's loop. */
    void commit(List<Write> writes, Completion completion);

    /**
     * Writes a whole file beside the batches, in place of one of that name, and makes it durable; then calls
     * {@code completion} on the node's loop. Until then a crash may keep any part of it. At most one file is written so
     * at a time.
     *
     * @param content asked for the next piece whenever one has been written, from a thread of the disk's own
     */
    void stream(String file, Iterator<byte[]> content, Completion completion);

    /** One change to one file. */
    sealed interface Write {
        String file();

        /**
         * Adds bytes at the end; creates the file when it is not there.
         *
         * @param bytes the last is not zero: so a disk may keep zeros behind a file, as room for what comes next
         */
        record Append(String file, byte[] bytes) implements Write {
            public Append {
                if (bytes.length == 0 || bytes[bytes.length - 1] == 0) {
                    throw new IllegalArgumentException(
                            "what is appended to " + file + " does not end, or ends in zero");
                }
            }
        }

        /** Cuts the file to {@code length} bytes. */
        record Truncate(String file, long length) implements Write {}

        /** Gives the file a new name, at once, in place of one that has it. */
        record Rename(String file, String name) implements Write {}

        record Delete(String file) implements Write {}
    }

    /** How a batch ended. */
    interface Completion {
        void durable();

        /** Nothing is known of the batch; the node cannot trust its disk any more. */
        void failed(IOException cause);
    }

    /** How a {@link #fetch} ended. */
    interface Reception {
        void fetched(byte[] bytes);

        void failed(IOException cause);
    }
}
