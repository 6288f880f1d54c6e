package io.ordeal.histories.check;

/**
 * A verdict, and what reached it.
 *
 * @param tier which of the ways to decide did: {@code theorem}, {@code scout}, {@code generous}, {@code exact} or
 *     {@code porcupine}; {@link #NOBODY} where none did, and names with commas in between where the parts of a history
 *     were decided in several ways
 */
public record Decision(Verdict verdict, String tier) {

    /** In place of a tier: a limit was reached first. */
    public static final String NOBODY = "-";
}
