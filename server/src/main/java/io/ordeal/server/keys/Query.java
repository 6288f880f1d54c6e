package io.ordeal.server.keys;

/** Asks for a node; for a directory with all levels below it, if {@code recursive}, else with one. */
public record Query(Key key, boolean recursive) {}
