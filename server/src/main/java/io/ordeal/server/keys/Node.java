package io.ordeal.server.keys;

/** A node of the tree. It knows neither its name nor its place. */
public sealed interface Node permits File, Directory {

    /** Index of the event that last wrote it; 0 for the root. */
    long modified();

    /** Index of the event that put it there; 0 for the root. */
    long created();

    /** Depends on everything in the node and below it, and on nothing else. */
    long digest();
}
