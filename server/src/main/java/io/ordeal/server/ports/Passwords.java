package io.ordeal.server.ports;

import io.ordeal.server.keys.Text;
import java.util.function.Consumer;

/**
 * Hashes passwords, which takes long on purpose and therefore happens elsewhere; callbacks come on the node's loop, or
 * never once the node has stopped.
 */
public interface Passwords {

    /** How many bytes of salt a hash takes. */
    int SALT_BYTES = 16;

    /** Makes a hash that has the salt in it. */
    void hash(Text password, byte[] salt, Consumer<Text> done);

    /** Says whether {@code hash} was made of {@code password}. */
    void check(Text password, Text hash, Consumer<Boolean> done);
}
