package io.ordeal.server.keys;

/** What a watch is about: a key, and with {@code recursive} also all that is below it. */
public record Scope(Key key, boolean recursive) {

    /**
     * Says whether an event concerns this scope, as far as the event itself tells. That a directory went concerns
     * everything below it.
     */
    public boolean concerns(Event event) {
        return covers(event.key()) || (event.removesDirectory() && key.isBelow(event.key()));
    }

    /** Says whether what happens at {@code changed} is seen from here; what is hidden below the own key is not. */
    public boolean covers(Key changed) {
        return changed.equals(key) || (recursive && changed.isBelow(key) && !hides(changed.path()));
    }

    private boolean hides(Text path) {
        for (int position = key.isRoot() ? 0 : key.path().length(); position < path.length() - 1; position++) {
            if (path.byteAt(position) == '/' && path.byteAt(position + 1) == '_') {
                return true;
            }
        }
        return false;
    }
}
