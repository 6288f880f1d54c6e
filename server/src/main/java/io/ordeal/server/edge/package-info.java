/**
 * Where the server meets the real world: Netty, files, the clock, and the main program.
 */
@NullMarked
package io.ordeal.server.edge;

import org.jspecify.annotations.NullMarked;
