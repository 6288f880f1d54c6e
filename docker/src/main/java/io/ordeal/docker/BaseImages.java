package io.ordeal.docker;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The images that those of nodes are built on: the ones that {@code docker/base-image} makes, or a registry's. */
public final class BaseImages {

    private static final SortedMap<String, String> NAMES = Collections.unmodifiableSortedMap(
            new TreeMap<>(Map.of("BASE_IMAGE", "ordeal/base:bookworm", "JAVA_IMAGE", "ordeal/java:25")));

    private BaseImages() {}

    /** Says whether they were made on this machine, all of them. */
    public static boolean areMade(Engine engine) {
        return made(engine).size() == NAMES.size();
    }

    /** Those that were made here: the id of each, by the build argument that asks for it. */
    static SortedMap<String, String> made(Engine engine) {
        var ids = new TreeMap<String, String>();
        NAMES.forEach((argument, image) -> engine.imageId(image).ifPresent(id -> ids.put(argument, id)));
        return ids;
    }
}
