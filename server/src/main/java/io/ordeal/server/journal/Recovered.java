package io.ordeal.server.journal;

import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.RaftLog;
import java.util.List;
import java.util.Optional;

/**
 * What a log held when it was opened.
 *
 * @param boot number of the frame that comes next: larger at every start of a node whose first write became durable
 * @param log begins no later than after the snapshot's last entry, and has that entry
 * @param cut what was cut off its end because a crash had torn it
 * @param foreign files in the folder that are neither of the log nor snapshots; they are left alone
 * @param journal ready to append
 */
public record Recovered(
        long boot, HardState hard, RaftLog log, Optional<Cut> cut, List<String> foreign, Journal journal) {

    public Recovered {
        foreign = List.copyOf(foreign);
    }

    /**
     * The last write before a crash, of which only a part had reached the disk. Nothing in it was ever acknowledged.
     *
     * @param offset what stood in the file from here on is gone; at 0, the file is
     */
    public record Cut(String file, long offset, long bytes) {}
}
