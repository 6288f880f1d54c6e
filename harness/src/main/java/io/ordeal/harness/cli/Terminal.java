package io.ordeal.harness.cli;

import java.io.PrintWriter;

/** Where progress goes: lines that stay, and where somebody watches, a status below them that is written over. */
final class Terminal {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean watched;
    private boolean status;

    Terminal(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /** Standard error; the launcher knows whether it is a terminal. */
    static Terminal standard(PrintWriter err) {
        return new Terminal(err, Boolean.getBoolean("ordeal.terminal"));
    }

    synchronized void line(String text) {
        clear();
        err.println(text);
    }

    synchronized void status(String text) {
        if (watched) {
            err.print(CLEAR + text);
            err.flush();
            status = true;
        } else {
            err.println(text);
        }
    }

    /** A status that is worth nothing later: told only where somebody watches. */
    void passing(String text) {
        if (watched) {
            status(text);
        }
    }

    synchronized void clear() {
        if (status) {
            err.print(CLEAR);
            err.flush();
            status = false;
        }
    }
}
