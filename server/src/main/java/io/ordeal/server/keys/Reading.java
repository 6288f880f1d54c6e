package io.ordeal.server.keys;

/** How a query ended. */
public sealed interface Reading permits Found, KeyError {}
