package io.ordeal.docker;

import io.ordeal.histories.op.Event;

/** Breaks the laws of the house, so that they are seen to be broken: another module. */
record Faithless(Event event) {}
