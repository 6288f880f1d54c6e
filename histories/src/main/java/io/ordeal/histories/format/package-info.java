/**
 * Histories as files: Jepsen's EDN, and JSON lines; either may be compressed with gzip. What is written depends on the
 * events alone, byte for byte.
 *
 * <p>A file that is no history is told apart from one that was cut short, as a run that is killed leaves it. Either
 * complaint says where in the file.
 */
@NullMarked
package io.ordeal.histories.format;

import org.jspecify.annotations.NullMarked;
