package io.ordeal.server.edge;

import picocli.CommandLine;

/** The server as a program of its own. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Wrong usage is answered in one line; the whole help is a flag away. */
    static CommandLine commandLine() {
        return new CommandLine(new ServerCommand()).setParameterExceptionHandler((exception, _) -> {
            var err = exception.getCommandLine().getErr();
            err.println("ordeal server: " + exception.getMessage() + " (see --help)");
            err.flush();
            return ServerCommand.USAGE;
        });
    }
}
