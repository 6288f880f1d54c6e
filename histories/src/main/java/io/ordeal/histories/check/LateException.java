package io.ordeal.histories.check;

/** There was no time left to make something ready for its check. */
final class LateException extends RuntimeException {

    LateException() {
        super("late", null, false, false);
    }
}
