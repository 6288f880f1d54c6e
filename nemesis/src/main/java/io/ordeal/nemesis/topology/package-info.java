/**
 * Who is there, who leads, and who refuses to hear whom: plain values about the nodes of a cluster.
 */
@NullMarked
package io.ordeal.nemesis.topology;

import org.jspecify.annotations.NullMarked;
