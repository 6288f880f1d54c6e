package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Encoding;

/** Decides some histories at once. What it says is exact. */
public interface Theorem {

    /** What it is called in reports. */
    String name();

    /** How much memory it needs at most, besides what {@code encoding} has. */
    long bytes(Encoding<?> encoding);

    /** @throws ImpatienceException where {@code patience} ends before there is a ruling */
    Ruling rule(Encoding<?> encoding, Patience patience);
}
