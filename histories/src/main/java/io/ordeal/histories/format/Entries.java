package io.ordeal.histories.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The entries of a file one after the other, not yet understood. */
sealed interface Entries extends Closeable permits EdnEntries, JsonEntries {

    /**
     * One entry.
     *
     * @param fields by whatever stands for a name
     * @param line where it begins, counted from 1
     * @param column where it begins, counted from 1
     */
    record Entry(Map<?, ?> fields, long line, long column) {}

    /**
     * The next entry; empty at the end.
     *
     * @throws MalformedFileException where there is something else
     * @throws java.io.EOFException where the text ends in the middle of an entry
     */
    Optional<Entry> next() throws IOException;

    /** In which line reading stands, counted from 1. */
    long line();
}
