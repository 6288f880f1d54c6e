package io.ordeal.harness.conformance;

/** One thing in which two answers differ: {@code line}, {@code header X}, {@code body /node/ttl}, and so on. */
record Difference(String where, String reference, String subject) {
    @Override
    public String toString() {
        return where + ": " + Shown.briefly(reference) + ", but here " + Shown.briefly(subject);
    }
}
