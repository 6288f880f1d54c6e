package io.ordeal.harness.cli;

import io.ordeal.harness.bench.server.Crowd;
import io.ordeal.harness.bench.server.Duel.Comparison;
import io.ordeal.harness.bench.server.Failovers;
import io.ordeal.harness.bench.server.Population;
import io.ordeal.harness.bench.server.ServerBench;
import io.ordeal.harness.bench.server.ServerGoals;
import io.ordeal.harness.bench.server.ServerJson;
import io.ordeal.harness.bench.server.ServerTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** Tells what a bench of the server measures, line by line, and the goals in the end. */
final class ServerReport implements AutoCloseable {

    private final PrintWriter out;
    private final Terminal terminal;
    private final Optional<PrintWriter> json;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Failovers> failovers = new ArrayList<>();
    private final List<Population> populations = new ArrayList<>();
    private final List<Crowd> crowds = new ArrayList<>();
    private Optional<Long> syncNanos = Optional.empty();

    private ServerReport(PrintWriter out, Terminal terminal, Optional<PrintWriter> json) {
        this.out = out;
        this.terminal = terminal;
        this.json = json;
    }

    /** @param file for programs, or none */
    static ServerReport begin(CommandLine command, Optional<Path> file) throws IOException {
        Optional<PrintWriter> json = Optional.empty();
        if (file.isPresent()) {
            json = Optional.of(new PrintWriter(Files.newBufferedWriter(file.get()), true));
        }
        return new ServerReport(command.getOut(), Terminal.standard(command.getErr()), json);
    }

    /** The nodes run; the disk is measured while it has nothing else to do. */
    void begins(ServerBench bench) throws IOException {
        long sync = bench.syncNanos();
        syncNanos = Optional.of(sync);
        tell(String.format(
                Locale.ROOT,
                "%d processors · %d rounds of %d ms · fdatasync takes %.2f ms",
                Runtime.getRuntime().availableProcessors(),
                bench.effort().rounds(),
                bench.effort().measured().toMillis(),
                sync / 1e6));
        tell(ServerTable.head());
    }

    void passing(String status) {
        terminal.passing(status);
    }

    void add(Comparison comparison) {
        comparisons.add(comparison);
        tell(ServerTable.line(comparison));
        json.ifPresent(file -> file.println(ServerJson.line(comparison)));
    }

    void add(Failovers measured) {
        failovers.add(measured);
        tell(ServerTable.line(measured));
        json.ifPresent(file -> file.println(ServerJson.line(measured)));
    }

    void add(Population measured) {
        populations.add(measured);
        tell(ServerTable.line(measured));
        json.ifPresent(file -> file.println(ServerJson.line(measured)));
    }

    void add(Crowd measured) {
        crowds.add(measured);
        tell(ServerTable.line(measured));
        json.ifPresent(file -> file.println(ServerJson.line(measured)));
    }

    void conclude() {
        tell("goals");
        ServerGoals.outcomes(comparisons, failovers, populations, crowds, syncNanos)
                .forEach(outcome -> tell(outcome.line()));
    }

    private void tell(String line) {
        terminal.clear();
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        json.ifPresent(PrintWriter::close);
    }
}
