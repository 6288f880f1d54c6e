package io.ordeal.harness.bench.server;

import java.util.Locale;

/**
 * A load that both contestants take.
 *
 * @param connections how many clients ask at once
 * @param via which node they ask
 */
public record Point(Work work, int connections, Via via) {

    /** A node by its role. */
    public enum Via {
        /** The one that orders all writes. */
        LEADER,
        /** Another one. */
        FOLLOWER;

        /** The name that tables show. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As it stands in the table, and as {@code --rows} looks for it. */
    public String name() {
        return work.label() + " c=" + connections + " " + via.label();
    }
}
