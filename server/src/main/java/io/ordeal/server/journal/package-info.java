/**
 * What a node keeps on disk, over the disk port: its log, in segments of checksummed frames that are written in groups;
 * its snapshots, in files of checksummed blocks; and what is believed of both after a crash.
 */
@NullMarked
package io.ordeal.server.journal;

import org.jspecify.annotations.NullMarked;
