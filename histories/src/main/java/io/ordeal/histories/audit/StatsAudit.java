package io.ordeal.histories.audit;

import static java.util.stream.Collectors.joining;

import io.ordeal.histories.audit.StatsEvidence.OfKind;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every kind of operation succeeds now and then; and what is known of how long that took.
 *
 * <p>Jepsen's {@code stats}, but that a kind that never succeeded makes it unknown, as is documented there, not invalid,
 * as is done: no promise was broken. An operation that never ended counts as of unknown outcome.
 */
final class StatsAudit implements Audit {

    private final Map<String, Count> kinds = new TreeMap<>();
    private final Count all = new Count();

    private static final class Count {
        private long ok;
        private long fail;
        private long info;
        private final Latencies latencies = new Latencies();

        void add(Operation operation) {
            switch (operation.outcome()) {
                case OK -> {
                    ok++;
                    Moment.of(operation.invocation())
                            .until(Moment.of(operation.completion().orElseThrow()))
                            .ifPresent(latencies::add);
                }
                case FAIL -> fail++;
                case INFO -> info++;
            }
        }

        OfKind of(String f) {
            return new OfKind(f, ok, fail, info, latencies.summary());
        }
    }

    @Override
    public void begins(Invocation invocation) {}

    @Override
    public void ends(Operation operation) {
        all.add(operation);
        kinds.computeIfAbsent(operation.f(), _ -> new Count()).add(operation);
    }

    @Override
    public Finding finding() {
        List<OfKind> byF = kinds.entrySet().stream()
                .map(kind -> kind.getValue().of(kind.getKey()))
                .toList();
        var evidence = new StatsEvidence(all.of("all"), byF);
        String figures = byF.stream().map(StatsAudit::told).collect(joining("; "));
        if (all.ok == 0) {
            return new Finding.Unknown(Words.sentences("nothing ever succeeded", figures), evidence);
        }
        String never =
                byF.stream().filter(kind -> kind.okCount() == 0).map(OfKind::f).collect(joining(", "));
        return never.isEmpty()
                ? new Finding.Valid(figures, evidence)
                : new Finding.Unknown("no " + never + " ever succeeded. " + figures, evidence);
    }

    private static String told(OfKind kind) {
        String latency = kind.latency()
                .map(it -> ", in %s, or %s at most".formatted(Words.millis(it.p50Ms()), Words.millis(it.maxMs())))
                .orElse("");
        return "%s: %s ok%s, %s failed, %s unknown"
                .formatted(
                        kind.f(),
                        Words.figure(kind.okCount()),
                        latency,
                        Words.figure(kind.failCount()),
                        Words.figure(kind.infoCount()));
    }
}
