package io.ordeal.server.api;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a {@code Content-Type} says, as Go's package mime reads it: etcd refuses requests over what that complains of.
 *
 * @param name in lower case; empty if it cannot be told
 * @param problem in Go's words, if there is one
 */
record MediaType(String name, Optional<String> problem) {

    private static final String SPECIALS = "()<>@,;:\\\"/[]?=";

    /** @param header may be empty, which is a type without a name */
    static MediaType parse(String header) {
        int end = header.indexOf(';');
        String name = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        Optional<String> fault = header.isEmpty() ? Optional.empty() : fault(name);
        if (fault.isPresent()) {
            return new MediaType("", fault);
        }
        var reader = new Reader(header, end < 0 ? header.length() : end);
        var seen = new TreeSet<String>();
        while (!reader.isAtEnd()) {
            Optional<String> parameter = reader.parameter();
            if (parameter.isEmpty()) {
                boolean onlySeparator = reader.rest().equals(";");
                return new MediaType(
                        name, onlySeparator ? Optional.empty() : Optional.of("mime: invalid media parameter"));
            }
            if (!seen.add(parameter.get())) {
                return new MediaType("", Optional.of("mime: duplicate parameter name"));
            }
        }
        return new MediaType(name, Optional.empty());
    }

    private static Optional<String> fault(String name) {
        int slash = tokenEnd(name, 0);
        if (slash == 0) {
            return Optional.of("mime: no media type");
        }
        if (slash == name.length()) {
            return Optional.empty();
        }
        if (name.charAt(slash) != '/') {
            return Optional.of("mime: expected slash after first token");
        }
        int end = tokenEnd(name, slash + 1);
        if (end == slash + 1) {
            return Optional.of("mime: expected token after slash");
        }
        return end == name.length() ? Optional.empty() : Optional.of("mime: unexpected content after media subtype");
    }

    /** Where the token ends that begins at {@code from}; there, if none does. */
    private static int tokenEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isToken(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isToken(char character) {
        return character > ' ' && character < 0x7F && SPECIALS.indexOf(character) < 0;
    }

    /** Goes through the parameters. */
    private static final class Reader {
        private final String text;
        private int position;

        Reader(String text, int position) {
            this.text = text;
            this.position = position;
        }

        boolean isAtEnd() {
            return rest().isEmpty();
        }

        String rest() {
            return text.substring(position).strip();
        }

        /** The name of the next one; if there is none, nothing is read. */
        Optional<String> parameter() {
            int nameStart = blanksEnd(character(blanksEnd(position), ';'));
            int nameEnd = tokenEnd(text, Math.max(0, nameStart));
            int valueStart = blanksEnd(character(blanksEnd(nameEnd), '='));
            int valueEnd = valueEnd(valueStart);
            if (nameStart < 0 || nameEnd == nameStart || valueStart < 0 || valueEnd == valueStart) {
                return Optional.empty();
            }
            position = valueEnd;
            return Optional.of(text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT));
        }

        private int blanksEnd(int from) {
            int end = from;
            while (end >= 0 && end < text.length() && Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end;
        }

        /** What follows {@code wanted}; -1 if that is not there. */
        private int character(int from, char wanted) {
            return from >= 0 && from < text.length() && text.charAt(from) == wanted ? from + 1 : -1;
        }

        /** A token or a string in quotes; where it begins, if there is none. */
        private int valueEnd(int from) {
            if (character(from, '"') < 0) {
                return from < 0 ? from : tokenEnd(text, from);
            }
            for (int at = from + 1; at < text.length(); at++) {
                char next = text.charAt(at);
                if (next == '"') {
                    return at + 1;
                }
                if (next == '\\' && at + 1 < text.length() && SPECIALS.indexOf(text.charAt(at + 1)) >= 0) {
                    at++;
                }
            }
            return from;
        }
    }
}
