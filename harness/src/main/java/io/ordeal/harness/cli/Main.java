package io.ordeal.harness.cli;

import io.ordeal.server.edge.ServerCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code ordeal} command. */
@Command(
        name = "ordeal",
        description = "Puts a distributed store through an ordeal and says whether it kept its promises.",
        subcommands = {
            TestCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            ServerCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ordeal test                                  one minute of faults in simulation or Docker",
            "  ordeal test --cluster sim --seed 7           the same run every time",
            "  ordeal check history.edn --model register    a history of Jepsen or Knossos",
            "  ordeal replay store/latest                   the last run again",
            "",
            "Exit codes: 0 valid, 1 invalid, 2 unknown, 3 vacuous, 130 interrupted, 254 usage, 255 broken."
        })
public final class Main {

    /** How much is logged. Whoever watches a test wants to see the test; whoever runs a server, the server. */
    private static final String LOG_LEVEL = "ORDEAL_LOG";

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].equals("server") && System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "WARN");
        }
        System.exit(execute(utf8(System.out), utf8(System.err), arguments));
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs a command and gives its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(Main::failed)
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }

    private static int misused(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        command.getErr().println("ordeal: " + problem.getMessage() + " (see " + help + ")");
        return Trouble.USAGE;
    }

    private static int failed(Exception problem, CommandLine command, ParseResult parsed) {
        Optional<String> known = explained(problem);
        command.getErr().println("ordeal: " + known.orElse("this is a bug of the harness: " + problem));
        if (known.isEmpty()) {
            problem.printStackTrace(command.getErr());
        }
        return problem instanceof Trouble trouble ? trouble.exitCode() : Trouble.BROKEN;
    }

    private static Optional<String> explained(Exception problem) {
        return switch (problem) {
            case Trouble trouble -> Optional.ofNullable(trouble.getMessage());
            case IOException failure -> Optional.of(reason(failure));
            case UncheckedIOException wrapped ->
                Optional.ofNullable(wrapped.getCause()).map(Main::reason);
            default -> Optional.empty();
        };
    }

    /** What went wrong with a file, in words. The JDK's own messages are often no more than the file's name. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException other ->
                other.getFile() + ": "
                        + Optional.ofNullable(other.getReason())
                                .orElse(other.getClass().getSimpleName());
            default -> String.valueOf(failure.getMessage());
        };
    }
}
