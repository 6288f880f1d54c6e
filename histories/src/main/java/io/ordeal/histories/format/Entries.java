package io.ordeal.histories.format;

import java.io.IOException;

/** The entries of a file one after the other, not yet understood. */
sealed interface Entries permits EdnEntries, JsonEntries {

    /**
     * Reads the next entry. What is held thereafter begins where the entry does.
     *
     * @param fields takes in whatever stands for a name, and what it names
     * @return whether there was one
     * @throws MalformedFileException where there is something else
     * @throws java.io.EOFException where the text ends in the middle of an entry
     */
    boolean next(EventFields fields) throws IOException;
}
