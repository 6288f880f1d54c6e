package io.ordeal.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs one node of the key-value server. */
@Command(
        name = "server",
        description = "Runs one node of the Raft key-value server.",
        footer = {"", "Examples:", "  ordeal server --help", "  ordeal server --name n1 --data-dir n1.data"})
final class ServerCommand implements Callable<Integer> {

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw Trouble.broken("the server is not built in yet: " + options + arguments);
    }
}
