package io.ordeal.server.node;

/**
 * When a node takes snapshots, and how it sends them.
 *
 * @param every a snapshot is due when so many entries were applied since the last
 * @param tail so many entries before a snapshot stay in the log, for followers that lag but little
 * @param pieceBytes a snapshot is sent in pieces of so many bytes
 */
public record SnapshotSettings(long every, long tail, int pieceBytes) {

    public SnapshotSettings {
        if (every < 1) {
            throw new IllegalArgumentException("snapshots need at least one entry between them");
        }
    }
}
