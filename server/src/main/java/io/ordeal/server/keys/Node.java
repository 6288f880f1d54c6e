package io.ordeal.server.keys;

/** A node of the tree. It knows neither its name nor its place. */
public sealed interface Node permits File, Directory {

    /** When that expires which has no end set: later than all else. */
    long NEVER = Long.MAX_VALUE;

    /** Index of the event that last wrote it; 0 for the root. */
    long modified();

    /** Index of the event that put it there; 0 for the root. */
    long created();

    /** When it expires, in milliseconds since 1970, or {@link #NEVER}. */
    long expires();

    /** When the first of this node and all below it expires. */
    long earliest();

    /** Depends on everything in the node and below it, and on nothing else. */
    long digest();
}
