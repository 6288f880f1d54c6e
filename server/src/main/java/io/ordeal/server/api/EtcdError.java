package io.ordeal.server.api;

import io.ordeal.server.keys.ErrorCode;
import io.ordeal.server.keys.KeyError;
import io.ordeal.server.keys.Text;

/**
 * An error as etcd tells it.
 *
 * @param cause may be empty
 * @param index of the key space; 0 where it was not asked
 */
record EtcdError(int status, int number, String message, Text cause, long index) {

    static EtcdError of(KeyError error) {
        int status = switch (error.code()) {
            case KEY_NOT_FOUND -> 404;
            case COMPARE_FAILED, KEY_EXISTS -> 412;
            case NOT_A_FILE, DIRECTORY_NOT_EMPTY -> 403;
            case NOT_A_DIRECTORY, ROOT_READ_ONLY -> 400;
        };
        ErrorCode code = error.code();
        return new EtcdError(status, code.number(), code.message(), error.cause(), error.index());
    }

    static EtcdError unauthorized() {
        return new EtcdError(
                401, 110, "The request requires user authentication", Text.of("Insufficient credentials"), 0);
    }

    static EtcdError emptyPrevValue() {
        return invalid(201, "PrevValue is Required in POST form", "\"prevValue\" cannot be empty");
    }

    static EtcdError ttlIsNoNumber() {
        return invalid(202, "The given TTL in POST form is not a number", "invalid value for \"ttl\"");
    }

    static EtcdError indexIsNoNumber(String field) {
        return invalid(203, "The given index in POST form is not a number", "invalid value for \"" + field + "\"");
    }

    static EtcdError invalidField(String cause) {
        return invalid(209, "Invalid field", cause);
    }

    static EtcdError invalidForm(Text cause) {
        return new EtcdError(400, 210, "Invalid POST form", cause, 0);
    }

    static EtcdError valueOnRefresh() {
        return invalid(211, "Value provided on refresh", "A value was provided on a refresh");
    }

    static EtcdError noTtlOnRefresh() {
        return invalid(212, "A TTL must be provided on refresh", "No TTL value set");
    }

    static EtcdError internal(String cause) {
        return new EtcdError(500, 300, "Raft Internal Error", Text.of(cause), 0);
    }

    static EtcdError duringElection() {
        return new EtcdError(500, 301, "During Leader Election", Text.EMPTY, 0);
    }

    /** What a watch asked for is forgotten. */
    static EtcdError cleared(long oldest, long asked, long index) {
        Text cause = Text.of("the requested history has been cleared [" + oldest + "/" + asked + "]");
        return new EtcdError(400, 401, "The event in requested index is outdated and cleared", cause, index);
    }

    /** A watch cannot go on, since the node has jumped over events that it does not know. */
    static EtcdError recovered(long index) {
        return new EtcdError(400, 400, "watcher is cleared due to etcd recovery", Text.EMPTY, index);
    }

    private static EtcdError invalid(int number, String message, String cause) {
        return new EtcdError(400, number, message, Text.of(cause), 0);
    }
}
