package io.ordeal.server.edge;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that are not given come from the environment, as etcd has it: {@code --data-dir} from {@code ETCD_DATA_DIR}. */
final class EtcdEnvironment implements IDefaultValueProvider {

    private final Map<String, String> environment;

    EtcdEnvironment() {
        this(System.getenv());
    }

    EtcdEnvironment(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Why something in the environment is refused, if anything is. */
    Optional<String> objection() {
        return EtcdFlags.objection(environment);
    }

    @Override
    public @org.jspecify.annotations.Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String name = option.longestName().replaceFirst("^-+", "").replace('-', '_');
        return environment.get("ETCD_" + name.toUpperCase(Locale.ROOT));
    }
}
