package io.ordeal.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what there is. */
@Command(
        name = "bench",
        description = "Measures what the checker costs, and what the server can do.",
        subcommands = {BenchCheckerCommand.class, BenchServerCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ordeal bench checker --quick", "  ordeal bench server --quick"})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what is to be measured? checker or server");
    }
}
