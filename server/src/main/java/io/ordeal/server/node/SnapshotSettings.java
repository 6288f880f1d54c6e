package io.ordeal.server.node;

/**
 * When a node takes snapshots, and how it sends them.
 *
 * @param every a snapshot is due when so many entries were applied since the last
 * @param everyBytes or when these have so many bytes together
 * @param tail so many entries before a snapshot stay in the log, for followers that lag but little
 * @param pieceBytes a snapshot is sent in pieces of so many bytes
 */
public record SnapshotSettings(long every, long everyBytes, long tail, int pieceBytes) {

    public SnapshotSettings {
        if (every < 1 || everyBytes < 1) {
            throw new IllegalArgumentException("snapshots need at least one entry between them");
        }
    }
}
