package io.ordeal.server.journal;

import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.HardState;
import java.util.List;
import java.util.Optional;

/**
 * What a log held when it was opened.
 *
 * @param boot number of the frame that comes next: larger at every start of a node whose first write became durable
 * @param entries the whole log, from index 1 on
 * @param cut what was cut off its end because a crash had torn it
 * @param foreign files in the folder that are none of the log's; they are left alone
 * @param journal ready to append
 */
public record Recovered(
        long boot, HardState hard, List<Entry> entries, Optional<Cut> cut, List<String> foreign, Journal journal) {

    public Recovered {
        entries = List.copyOf(entries);
        foreign = List.copyOf(foreign);
    }

    /**
     * The last write before a crash, of which only a part had reached the disk. Nothing in it was ever acknowledged.
     *
     * @param offset what stood in the file from here on is gone; at 0, the file is
     */
    public record Cut(String file, long offset, long bytes) {}
}
