package io.ordeal.server.journal;

import java.io.IOException;

/** The log or a snapshot on disk cannot be used; its message says where and why, and what can be done. The node must not start. */
public final class JournalException extends IOException {

    private final String file;
    private final long offset;

    private JournalException(String message, String file, long offset) {
        super(message);
        this.file = file;
        this.offset = offset;
    }

    /** What stands at {@code offset} of {@code file} is not what was written there. */
    static JournalException corrupt(String file, long offset, String problem) {
        return corrupt("log", file, offset, problem);
    }

    /** The snapshot is not what was written; what it stood for may be nowhere else on this node. */
    static JournalException corruptSnapshot(String file, long offset, String problem) {
        return corrupt("snapshot", file, offset, problem);
    }

    private static JournalException corrupt(String what, String file, long offset, String problem) {
        return new JournalException(
                "the " + what + " is corrupt in " + file + " at offset " + offset + ": " + problem
                        + ". No crash leaves that behind, so this node may have acknowledged what is lost here, and does"
                        + " not start. To mend: stop it, put back a copy of its folder that has everything up to its last"
                        + " moment, and start it. An older copy, or an empty folder under the same name, makes it forget"
                        + " votes and entries that it gave its word for: with another member in trouble, acknowledged"
                        + " writes can be lost. Choose that only if you accept it, for one member at a time, while all"
                        + " others are up",
                file,
                offset);
    }

    /** The file is not corrupt, but this version of the server cannot use it. */
    static JournalException unusable(String file, String problem) {
        return new JournalException("the log cannot be used: " + file + " " + problem, file, 0);
    }

    /** Name of the file in the node's folder. */
    public String file() {
        return file;
    }

    /** Where in the file it is. */
    public long offset() {
        return offset;
    }
}
