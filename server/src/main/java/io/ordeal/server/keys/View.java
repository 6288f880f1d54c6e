package io.ordeal.server.keys;

import java.util.Optional;

/**
 * A node as an event shows it, which is without what a directory holds.
 *
 * @param value of a file, unless it is gone
 * @param expires in milliseconds since 1970, or {@link Node#NEVER}
 */
public record View(Optional<Text> value, boolean directory, long modified, long created, long expires) {

    static View of(Node node) {
        return switch (node) {
            case File(Text value, long modified, long created, long expires) ->
                new View(Optional.of(value), false, modified, created, expires);
            case Directory directory ->
                new View(Optional.empty(), true, directory.modified(), directory.created(), directory.expires());
        };
    }

    /** Of a node that the event with that index deleted. */
    static View gone(Node node, long index) {
        return new View(Optional.empty(), node instanceof Directory, index, node.created(), Node.NEVER);
    }
}
