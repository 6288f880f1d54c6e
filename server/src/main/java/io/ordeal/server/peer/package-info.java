/**
 * How nodes talk to each other over TCP: messages as bytes, and links that come back by themselves. It promises no more
 * than the network port does: what cannot be sent now is dropped, and Raft asks again.
 */
@NullMarked
package io.ordeal.server.peer;

import org.jspecify.annotations.NullMarked;
