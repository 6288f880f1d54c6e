package io.ordeal.server.peer;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a link leads.
 *
 * @param socket unresolved: names are looked up anew for every attempt
 * @param host for which the peer's certificate must be, if the link is to be encrypted
 */
public record PeerAddress(InetSocketAddress socket, Optional<String> host) {}
