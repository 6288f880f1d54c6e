package io.ordeal.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the harness itself. */
@Command(
        name = "bench",
        description = "Measures what the harness itself costs.",
        subcommands = BenchCheckerCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ordeal bench checker --quick"})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what is to be measured? There is only: checker");
    }
}
