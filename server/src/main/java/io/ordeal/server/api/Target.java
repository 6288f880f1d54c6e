package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands on the request line after the method.
 *
 * @param path decoded; begins with a slash
 * @param query as it came; must not be changed
 */
record Target(Text path, byte[] query) {

    private static final Text SELF = Text.of(".");
    private static final Text PARENT = Text.of("..");

    /** Empty if {@code target} is none. */
    static Optional<Target> parse(String target) {
        if (!target.chars().allMatch(character -> character > ' ' && character <= 0xFF && character != 0x7F)) {
            return Optional.empty();
        }
        String local = local(target);
        byte[] raw = local.getBytes(StandardCharsets.ISO_8859_1);
        int mark = local.indexOf('?');
        int end = mark < 0 ? raw.length : mark;
        if (end == 0 || raw[0] != '/' || Percent.fault(raw, 0, end).isPresent()) {
            return Optional.empty();
        }
        byte[] query = mark < 0 ? new byte[0] : Arrays.copyOfRange(raw, mark + 1, raw.length);
        return Optional.of(new Target(Percent.decode(raw, 0, end, false), query));
    }

    /** Without scheme and authority, which clients send to proxies. */
    private static String local(String target) {
        if (!target.startsWith("http://") && !target.startsWith("https://")) {
            return target;
        }
        int path = target.indexOf('/', target.indexOf("://") + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    /** Says whether the path has no empty component (but after a last slash), and none of dots. */
    boolean isClean() {
        for (int start = 1; start < path.length(); ) {
            int end = end(start);
            if (end == start || isDots(start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** The clean path that means the same, and the query. */
    String cleaned() {
        var components = new ArrayDeque<Text>();
        for (int start = 1; start < path.length(); ) {
            int end = end(start);
            Text component = path.slice(start, end);
            if (component.equals(PARENT)) {
                components.pollLast();
            } else if (!component.isEmpty() && !component.equals(SELF)) {
                components.add(component);
            }
            start = end + 1;
        }
        var clean = new StringBuilder();
        for (Text component : components) {
            clean.append('/').append(Percent.encodePath(component));
        }
        if (clean.isEmpty() || path.byteAt(path.length() - 1) == '/') {
            clean.append('/');
        }
        if (query.length > 0) {
            clean.append('?').append(new String(query, StandardCharsets.ISO_8859_1));
        }
        return clean.toString();
    }

    private boolean isDots(int start, int end) {
        return end - start <= 2 && path.byteAt(start) == '.' && path.byteAt(end - 1) == '.';
    }

    private int end(int start) {
        int end = start;
        while (end < path.length() && path.byteAt(end) != '/') {
            end++;
        }
        return end;
    }
}
