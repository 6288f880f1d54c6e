package io.ordeal.harness.cli;

import io.ordeal.harness.bench.BenchJson;
import io.ordeal.harness.bench.Goals;
import io.ordeal.harness.bench.Measurement;
import io.ordeal.harness.bench.Result;
import io.ordeal.harness.bench.Row;
import io.ordeal.harness.bench.Settings;
import io.ordeal.harness.bench.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** Tells what a bench measures, row by row, and the goals in the end, even where it ends before its time. */
final class BenchReport implements AutoCloseable {

    private static final long MEBIBYTE = 1 << 20;

    private final PrintWriter out;
    private final Terminal terminal;
    private final Optional<PrintWriter> json;
    private final List<Measurement> measurements = new ArrayList<>();
    private final Thread hook = new Thread(this::conclude, "bench-report");
    private boolean concluded;

    private BenchReport(PrintWriter out, Terminal terminal, Optional<PrintWriter> json) {
        this.out = out;
        this.terminal = terminal;
        this.json = json;
    }

    /** @param file for programs, or none */
    static BenchReport begin(CommandLine command, Settings settings, Optional<Path> file) throws IOException {
        Optional<PrintWriter> json = Optional.empty();
        if (file.isPresent()) {
            json = Optional.of(new PrintWriter(Files.newBufferedWriter(file.get()), true));
        }
        var report = new BenchReport(command.getOut(), Terminal.standard(command.getErr()), json);
        Runtime.getRuntime().addShutdownHook(report.hook);
        json.ifPresent(lines -> lines.println(BenchJson.head(Version.current(), settings)));
        Runtime host = Runtime.getRuntime();
        report.out.println(String.format(
                Locale.ROOT,
                "%s · %d processors, %,d MiB of heap · seed %d · at most %d s and %,d MiB a check",
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                host.availableProcessors(),
                host.maxMemory() / MEBIBYTE,
                settings.seed(),
                settings.limits().time().toSeconds(),
                settings.limits().bytes() / MEBIBYTE));
        report.out.println(Table.head());
        return report;
    }

    void begins(Row row) {
        terminal.passing(row.name() + " …");
    }

    synchronized void add(Result result) {
        terminal.clear();
        out.println(Table.line(result));
        json.ifPresent(lines -> lines.println(BenchJson.line(result)));
        if (result instanceof Result.Measured(Measurement measurement)) {
            measurements.add(measurement);
        }
    }

    private synchronized void conclude() {
        if (concluded) {
            return;
        }
        concluded = true;
        terminal.clear();
        List<Goals.Outcome> outcomes = Goals.outcomes(measurements);
        out.println("goals");
        outcomes.forEach(outcome -> out.println(outcome.line()));
        out.flush();
        json.ifPresent(lines -> {
            lines.println(BenchJson.goals(outcomes));
            lines.close();
        });
    }

    @Override
    public void close() {
        conclude();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has just come; the hook finds it concluded.
        }
    }
}
