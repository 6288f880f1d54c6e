package io.ordeal.histories.op;

/** An EDN keyword or symbol as a value, without its colon: {@code :register/x} is {@code register/x}. */
public record Keyword(String name) {

    @Override
    public String toString() {
        return ":" + name;
    }
}
