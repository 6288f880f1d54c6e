package io.ordeal.nemesis.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the servers of a cluster are told to do faster than is safe, so that a test has something to find. */
public enum Shortcut {
    /** A leader answers reads by itself, as long as its clock says that nobody else can lead. */
    LEASE_READS,
    /** Nothing is synced to the disk. */
    NO_FSYNC;

    /** As flags and plans have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming those that are known */
    public static Shortcut parse(String word) {
        return Arrays.stream(values())
                .filter(shortcut -> shortcut.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown shortcut '%s': must be one of %s"
                        .formatted(
                                word.strip(),
                                Arrays.stream(values()).map(Shortcut::word).collect(Collectors.joining(", ")))));
    }
}
