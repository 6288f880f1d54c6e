package io.ordeal.server.edge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The flags of etcd, from 0.4 to 3.4, that mean nothing here, and why: to ignore them would be to promise what is not so. */
final class EtcdFlags {

    private static final Map<String, String> REASONS = new TreeMap<>();

    static {
        because("certificates are not made here; say --cert-file and --key-file", "auto-tls");
        because("certificates are not made here; say --peer-cert-file and --peer-key-file", "peer-auto-tls");
        because("there are no lists of revoked certificates here", "client-crl-file peer-crl-file");
        because("Java chooses the ciphers", "cipher-suites");
        because(
                "whoever has a certificate that is trusted is let in",
                "client-cert-allowed-hostname peer-cert-allowed-cn peer-cert-allowed-hostname");
        because(
                "members are not discovered, but named by --initial-cluster",
                "discovery discovery-srv discovery-srv-name discovery-fallback discovery-proxy peers peers-file");
        because(
                "this server is always a member, never a proxy or a standby",
                "proxy proxy-failure-wait proxy-refresh-interval proxy-dial-timeout proxy-write-timeout"
                        + " proxy-read-timeout cluster-active-size cluster-remove-delay cluster-sync-interval");
        because("a cluster cannot be made anew of one member", "force-new-cluster");
        because(
                "there is only the v2 API here",
                "quota-backend-bytes backend-batch-interval backend-batch-limit max-txn-ops max-request-bytes"
                        + " max-concurrent-streams auto-compaction-retention auto-compaction-mode auth-token bcrypt-cost"
                        + " grpc-keepalive-min-time grpc-keepalive-interval grpc-keepalive-timeout host-whitelist");
        because("everything is kept in --data-dir, and only what is needed", "wal-dir max-wals max-snapshots");
        because("it is always on", "pre-vote strict-reconfig-check initial-election-tick-advance snapshot");
        because(
                "logging is set up by -Dlogback.configurationFile=FILE",
                "logger log-outputs log-output log-level log-package-levels debug v vv vvv verbose trace");
        because(
                "metrics are served to clients at /metrics, and profiles not at all",
                "enable-pprof metrics listen-metrics-urls cpuprofile graphite-host");
        because("settings come as flags or from the environment", "config-file config");
        because("say --listen-client-urls and --advertise-client-urls", "addr bind-addr");
        because("say --listen-peer-urls and --initial-advertise-peer-urls", "peer-addr peer-bind-addr");
        because("say --election-timeout", "peer-election-timeout");
        because("say --heartbeat-interval", "peer-heartbeat-interval");
        because("it has no such limit", "max-result-buffer max-retry-attempts max-cluster-size");
    }

    private EtcdFlags() {}

    private static void because(String reason, String names) {
        Arrays.stream(names.split(" ", -1)).forEach(name -> REASONS.put(name, reason));
    }

    /** Why {@code argument} is refused, if it is such a flag; with one dash or two, with a value or without. */
    static Optional<String> objection(String argument) {
        String flag = argument.split("=", 2)[0];
        String name = flag.replaceFirst("^--?", "");
        return flag.equals(name) ? Optional.empty() : objection(flag, name);
    }

    /** The same for what stands in the environment; of several, the first by name. */
    static Optional<String> objection(Map<String, String> environment) {
        List<String> names = List.copyOf(REASONS.keySet());
        return names.stream()
                .filter(name -> environment.containsKey(variable(name)))
                .findFirst()
                .flatMap(name -> objection(variable(name), name));
    }

    private static String variable(String name) {
        return "ETCD_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Optional<String> objection(String shown, String name) {
        String reason = name.startsWith("experimental-") ? "no experiments are made here" : REASONS.get(name);
        return Optional.ofNullable(reason).map(why -> shown + ": " + why);
    }
}
