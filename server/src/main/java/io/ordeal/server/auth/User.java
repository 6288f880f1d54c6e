package io.ordeal.server.auth;

import io.ordeal.server.keys.Text;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody with a password.
 *
 * @param hash of the password, with its salt and its cost in it
 * @param roles by their names, whether there are such roles or not; {@code root} always has the role of that name
 */
public record User(Text name, Text hash, SortedSet<Text> roles) {

    public static final Text ROOT = Role.ROOT.name();

    public User {
        var all = new TreeSet<>(roles);
        if (name.equals(ROOT)) {
            all.add(Role.ROOT.name());
        }
        roles = Collections.unmodifiableSortedSet(all);
    }
}
