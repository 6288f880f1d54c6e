package io.ordeal.histories.op;

/**
 * A value that only EDN has a form for, and that nobody computes with: a symbol, a ratio, an exact decimal or a
 * character.
 *
 * @param edn as EDN writes it, always in the same way: {@code 1/2}, {@code 2.5M}, {@code \newline}
 */
public record Literal(String edn) {

    @Override
    public String toString() {
        return edn;
    }
}
