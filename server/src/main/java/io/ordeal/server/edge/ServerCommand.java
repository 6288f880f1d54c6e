package io.ordeal.server.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Runs one node until it is told to stop, or fails. */
@Command(
        name = "server",
        description = "Runs one node of a replicated key-value store that speaks the HTTP API of etcd v2.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        defaultValueProvider = EtcdEnvironment.class,
        exitCodeOnInvalidInput = ServerCommand.USAGE,
        exitCodeOnExecutionException = ServerCommand.FAILURE,
        footer = {
            "",
            "Flags may also come from the environment, as ETCD_NAME, ETCD_DATA_DIR and so on.",
            "Exit codes: 0 stopped, 1 was removed from its cluster before, 254 wrong usage, 255 failed.",
            "",
            "Examples:",
            "  A node by itself, and a first request:",
            "    ordeal server --data-dir /tmp/n1",
            "    curl http://127.0.0.1:4001/v2/keys/x -XPUT -d value=7",
            "",
            "  The first of three nodes on one machine (the others alike, with ports of their own):",
            "    ordeal server --name n1 --data-dir /tmp/n1 \\",
            "      --listen-client-urls http://127.0.0.1:4001 --listen-peer-urls http://127.0.0.1:7001 \\",
            "      --initial-cluster n1=http://127.0.0.1:7001,n2=http://127.0.0.1:7002,n3=http://127.0.0.1:7003",
            "",
            "  A fourth: the cluster is told first, and then the node starts.",
            "    curl http://127.0.0.1:4001/v2/members -H 'Content-Type: application/json' \\",
            "      -d '{\"peerURLs\":[\"http://127.0.0.1:7004\"]}'",
            "    ordeal server --name n4 --data-dir /tmp/n4 --initial-cluster-state existing \\",
            "      --listen-client-urls http://127.0.0.1:4004 --listen-peer-urls http://127.0.0.1:7004 \\",
            "      --initial-cluster n1=http://127.0.0.1:7001,n2=http://127.0.0.1:7002,n3=http://127.0.0.1:7003,"
                    + "n4=http://127.0.0.1:7004"
        })
public final class ServerCommand implements Callable<Integer> {

    static final int REMOVED = 1;
    static final int USAGE = 254;
    static final int FAILURE = 255;

    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Unmatched
    private final List<String> unknown = new ArrayList<>();

    @Override
    public Integer call() {
        objection().ifPresent(objection -> {
            throw new CommandLine.ParameterException(spec.commandLine(), objection);
        });
        ServerSettings settings;
        try {
            settings = options.toSettings();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        // A member that is not up yet has no name in some networks; Java would remember that for ten seconds.
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        PrintWriter err = spec.commandLine().getErr();
        try (Server server = Server.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            announce(settings);
            server.end().join();
            return 0;
        } catch (RemovedException e) {
            err.println("ordeal server: " + e.getMessage());
            err.flush();
            return REMOVED;
        } catch (IOException e) {
            err.println("ordeal server: " + e.getMessage());
        } catch (CompletionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error("node {} has failed and stops", settings.id(), cause);
            err.println("ordeal server: node " + settings.id() + " has failed: " + cause);
        }
        err.flush();
        return FAILURE;
    }

    /** What was said that means nothing here, with a word of explanation where it means something to etcd. */
    private Optional<String> objection() {
        if (!unknown.isEmpty()) {
            String first = unknown.getFirst();
            String kind = first.startsWith("-") ? "unknown option" : "unknown argument";
            return EtcdFlags.objection(first).or(() -> Optional.of(kind + " '" + first + "'"));
        }
        return spec.commandLine().getDefaultValueProvider() instanceof EtcdEnvironment environment
                ? environment.objection()
                : Optional.empty();
    }

    private void announce(ServerSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("ready: " + settings.id() + " is published to clients at " + settings.advertised() + ", data in "
                + settings.folder().toAbsolutePath());
        out.flush();
    }
}
