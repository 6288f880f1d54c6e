package io.ordeal.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what this host can do. */
@Command(
        name = "doctor",
        description = "Tells what this host can do, what is missing, and what would mend it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {"", "Examples:", "  ordeal doctor", "  ordeal doctor --store /var/lib/ordeal"})
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--store", paramLabel = "DIR", defaultValue = "store", description = "Where runs are kept.")
    private Path store = Path.of("store");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        row(true, "java", System.getProperty("java.vm.name") + " " + Runtime.version());
        Runtime host = Runtime.getRuntime();
        row(true, "host", host.availableProcessors() + " processors, " + (host.maxMemory() >> 20) + " MiB for Java");
        row(true, "simulation", "always works");
        Clusters.Docker docker = Clusters.docker();
        row(docker.answers(), "docker", docker.description());
        docker.images()
                .ifPresent(
                        made -> row(
                                made,
                                "images",
                                made
                                        ? "node images are built on those that docker/base-image made"
                                        : "node images are built on a registry's; where none can be reached, run docker/base-image as root"));
        storeRow();
        return 0;
    }

    private void storeRow() {
        try {
            Path probe = Files.createTempFile(Files.createDirectories(store), ".probe", "");
            Files.delete(probe);
            row(true, "store", store.toAbsolutePath() + " can be written");
        } catch (IOException e) {
            row(false, "store", Main.reason(e) + "; choose another with --store DIR");
        }
    }

    private void row(boolean well, String what, String detail) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("%-8s %-11s %s".formatted(well ? "ok" : "MISSING", what, detail));
    }
}
