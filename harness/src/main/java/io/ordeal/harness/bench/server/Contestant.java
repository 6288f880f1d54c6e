package io.ordeal.harness.bench.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A store that speaks the HTTP API of etcd v2 and takes etcd's flags. */
public enum Contestant {
    /** This project's server. */
    ORDEAL,
    /** Real etcd, as far as it is installed. */
    ETCD;

    private static final String ETCD_PROGRAM = "etcd";

    /** Whether it can be started on this host. */
    public boolean isInstalled() {
        return this == ORDEAL || etcd().isPresent();
    }

    /** The name that tables show. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The program with the flags that are its own; those that both know come after. */
    List<String> command() {
        return switch (this) {
            case ORDEAL -> {
                var command = new ArrayList<String>();
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.ordeal.server.edge.Main"));
                yield command;
            }
            case ETCD ->
                List.of(
                        etcd().orElseThrow(() -> new IllegalStateException("etcd is not installed"))
                                .toString(),
                        "--enable-v2=true",
                        "--logger=zap",
                        "--log-level=error");
        };
    }

    private static Optional<Path> etcd() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, ETCD_PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
