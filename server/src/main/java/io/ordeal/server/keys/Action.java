package io.ordeal.server.keys;

/** What an event did. */
public enum Action {
    SET("set"),
    CREATE("create"),
    UPDATE("update"),
    COMPARE_AND_SWAP("compareAndSwap"),
    DELETE("delete"),
    COMPARE_AND_DELETE("compareAndDelete"),
    EXPIRE("expire");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** As it stands in JSON. */
    public String word() {
        return word;
    }
}
