package io.ordeal.histories.generate;

/** What is written to a register. */
public sealed interface Values {

    /** Each write and each cas sets a value of its own; a cas expects what its client saw last. */
    record Unique() implements Values {}

    /** Any of a few, drawn evenly; so is what a cas expects. */
    record Few(int number) implements Values {
        public Few {
            if (number < 2) {
                throw new IllegalArgumentException("a cas needs two values, and here are only " + number);
            }
        }
    }
}
