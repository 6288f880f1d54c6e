package io.ordeal.server.ports;

import java.io.IOException;
import java.util.List;

/**
 * A node's folder on disk. Reading happens only while the node starts, and blocks. Writing is asynchronous and comes
 * in batches: a batch is durable as a whole when {@link Completion#durable} is called, and until then a crash may keep
 * any part of it, in any order, torn anywhere. At most one batch is under way at a time. Whatever is read is durable:
 * a later crash does not take back what an earlier one has left.
 */
public interface Disk {

    /** The names of all files, sorted. */
    List<String> list() throws IOException;

    /** All bytes of a file. */
    byte[] read(String file) throws IOException;

    /** Performs {@code writes} in order and makes them durable; then calls {@code completion} on the node's loop. */
    void commit(List<Write> writes, Completion completion);

    /** One change to one file. */
    sealed interface Write {
        String file();

        /** Adds bytes at the end; creates the file when it is not there. */
        record Append(String file, byte[] bytes) implements Write {}

        /** Cuts the file to {@code length} bytes. */
        record Truncate(String file, long length) implements Write {}

        record Delete(String file) implements Write {}
    }

    /** How a batch ended. */
    interface Completion {
        void durable();

        /** Nothing is known of the batch; the node cannot trust its disk any more. */
        void failed(IOException cause);
    }
}
