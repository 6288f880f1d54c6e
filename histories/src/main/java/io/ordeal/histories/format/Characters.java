package io.ordeal.histories.format;

import java.io.IOException;
import java.io.Reader;

/** Text, read character by character with two characters of foresight, that knows where it is. */
final class Characters {

    /** What {@link #peek} and {@link #next} give at the end. */
    static final int END = -1;

    private final Reader reader;
    private final String file;
    private int ahead;
    private int second;
    private long line = 1;
    private long column = 1;
    private long lastEntry;

    Characters(Reader reader, String file) throws IOException {
        this.reader = reader;
        this.file = file;
        this.ahead = reader.read();
        this.second = ahead == END ? END : reader.read();
        noteEntry();
    }

    /** The next character, which stays there. */
    int peek() {
        return ahead;
    }

    /** The character after the next. */
    int peekFurther() {
        return second;
    }

    /** Takes the next character. */
    int next() throws IOException {
        int character = ahead;
        if (character == END) {
            return END;
        }
        ahead = second;
        second = ahead == END ? END : reader.read();
        if (character == '\n') {
            line++;
            column = 1;
            noteEntry();
        } else {
            column++;
        }
        return character;
    }

    /** In a history, an entry begins with a map or a tag; nothing within it should do so at the beginning of a line. */
    private void noteEntry() {
        if (ahead == '{' || ahead == '#') {
            lastEntry = line;
        }
    }

    /** In which line that came last at whose very beginning an entry may begin; 0 before any. */
    long lastEntry() {
        return lastEntry;
    }

    /** Where the next character is, counted from 1. */
    long line() {
        return line;
    }

    /** Where the next character is, counted from 1. */
    long column() {
        return column;
    }

    /** A complaint about the next character. */
    MalformedFileException malformed(String problem) {
        return malformed(line, column, problem);
    }

    MalformedFileException malformed(long atLine, long atColumn, String problem) {
        return new MalformedFileException(file, atLine, atColumn, problem);
    }
}
