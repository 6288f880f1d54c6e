/**
 * Encryption of connections: certificates and keys from files, looked at again when they change. It knows neither clients
 * nor peers.
 */
@NullMarked
package io.ordeal.server.tls;

import org.jspecify.annotations.NullMarked;
