package io.ordeal.server.keys;

/**
 * What a query found, as it was then and ever will be.
 *
 * @param recursive of a directory, all levels were asked for, not only its own
 */
public record Found(Key key, Node node, boolean recursive) implements Reading {}
