package io.ordeal.server.keys;

/**
 * An event as it came about.
 *
 * @param before what it changed; knows what a directory held that is gone
 */
public record Change(Event event, KeySpace before) {}
