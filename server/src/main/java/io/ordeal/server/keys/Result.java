package io.ordeal.server.keys;

/** How a command ended. */
public sealed interface Result permits Event, Expired, KeyError {}
