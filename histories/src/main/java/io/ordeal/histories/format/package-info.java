/**
 * Histories as files: Jepsen's EDN, and JSON lines; either may be compressed with gzip. What is written depends on the
 * events alone, byte for byte.
 *
 * <p>In EDN, the maps of a history may come one a line, over several lines, several in a line, or in one vector or list,
 * tagged or not; whatever EDN has may be among the values, and metadata besides. Of an entry only {@code :index},
 * {@code :time}, {@code :process}, {@code :type}, {@code :f}, {@code :value} and {@code :error} matter, in any order. The
 * process is an integer or the nemesis, and index and time may be missing.
 *
 * <p>Files are read in passing, whatever their length: only one entry is kept at a time.
 *
 * <p>A file that is no history is told apart from one that was cut short, as a run that is killed leaves it. Either
 * complaint says where in the file.
 */
@NullMarked
package io.ordeal.histories.format;

import org.jspecify.annotations.NullMarked;
