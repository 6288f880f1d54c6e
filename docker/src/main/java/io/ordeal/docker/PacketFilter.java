package io.ordeal.docker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one node drops of what others send to it. Everything by its rules is about nodes; clients come from elsewhere and
 * are not touched.
 */
final class PacketFilter {

    private static final String CHAIN = "ORDEAL";

    private final Shell shell;
    private final Optional<String> problem;
    private boolean active;

    /**
     * One other node that is not heard.
     *
     * @param bothWays whether it does not hear this node either. If it does, TCP's acknowledgements must pass or that
     *     direction would stall as well: then only packets that carry data are dropped. Small ones of those are known by
     *     their PSH flag, which the last segment of everything written has.
     */
    record Rule(String address, boolean bothWays) {
        List<String> lines() {
            String drop = "-A %s -s %s %%s-j DROP".formatted(CHAIN, address);
            return bothWays
                    ? List.of(drop.formatted(""))
                    : List.of(
                            drop.formatted("-p tcp --tcp-flags PSH PSH "),
                            drop.formatted("-p tcp -m length --length 100:65535 "),
                            drop.formatted("! -p tcp "));
        }
    }

    PacketFilter(Shell shell) {
        this.shell = shell;
        this.problem = prepare();
    }

    /** Why it cannot drop anything here; empty when it can. */
    Optional<String> problem() {
        return problem;
    }

    private Optional<String> prepare() {
        Shell.Result made = shell.run("iptables -w -N %1$s && iptables -w -A INPUT -j %1$s".formatted(CHAIN));
        if (!made.ok()) {
            return Optional.of("iptables does not work in containers of this host: " + made.text());
        }
        Optional<String> failure = replace(List.of(new Rule("192.0.2.1", false)));
        return failure.or(this::clear).map(cause -> "this host's iptables lacks what is needed: " + cause);
    }

    /** Drops by these rules only, from now on, in one step; tells why that failed. */
    Optional<String> replace(Collection<Rule> rules) {
        var lines = new ArrayList<String>();
        rules.forEach(rule -> lines.addAll(rule.lines()));
        Shell.Result result = shell.run("""
                iptables-restore -w --noflush <<'RULES'
                *filter
                :%s - [0:0]
                %s
                COMMIT
                RULES""".formatted(CHAIN, String.join("\n", lines)));
        active = !rules.isEmpty();
        return result.ok() ? Optional.empty() : Optional.of(result.text());
    }

    Optional<String> clear() {
        return replace(List.of());
    }

    /** How many packets the rules of now have dropped, by where they came from. */
    Map<String, Long> dropped() {
        return active ? parse(shell.run("iptables -w -nvxL " + CHAIN).lines()) : Map.of();
    }

    /**
     * Ends TCP connections with {@code addresses}, where the kernel can. They would come back to life only after a pause
     * that grew as long as the cut was.
     */
    void reset(Collection<String> addresses) {
        if (!addresses.isEmpty()) {
            shell.run("ss -K -t dst " + String.join(" or dst ", addresses));
        }
    }

    /** Reads a listing: packets, bytes, target, protocol, options, in, out, source and so on. */
    static Map<String, Long> parse(List<String> listing) {
        var dropped = new TreeMap<String, Long>();
        for (String line : listing) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 8 && columns[2].equals("DROP")) {
                dropped.merge(columns[7], Long.valueOf(columns[0]), Long::sum);
            }
        }
        return dropped;
    }
}
