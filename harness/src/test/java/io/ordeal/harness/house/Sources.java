package io.ordeal.harness.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own source files. */
final class Sources {

    private static final List<String> MODULES = List.of("histories", "server", "nemesis", "docker", "harness");

    private Sources() {}

    /** Every Java file of every module, sorted. Tests run in the folder of the harness module. */
    static List<Path> all() throws IOException {
        Path root = Path.of("..").toRealPath();
        var files = Stream.<Path>builder();
        for (String module : MODULES) {
            try (Stream<Path> tree = Files.walk(root.resolve(module).resolve("src"))) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files.build().sorted().toList();
    }
}
