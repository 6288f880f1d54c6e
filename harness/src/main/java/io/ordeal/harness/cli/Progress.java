package io.ordeal.harness.cli;

import io.ordeal.harness.judge.Linearizability;
import io.ordeal.harness.run.Intervention;
import io.ordeal.harness.run.Listener;
import io.ordeal.harness.run.TestRun;
import io.ordeal.histories.check.Notice;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.fault.Fault;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells what happens in a run while it happens. */
final class Progress implements Listener {

    private static final long STATUS_NANOS = 3_000_000_000L;

    private final Terminal terminal;
    private long told = System.nanoTime();
    private long toldTime;
    private long toldOk;
    private long begun;
    private long now;
    private long ok;
    private long uncertain;
    private final Set<Fault> open = new HashSet<>();

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void happened(Event event) {
        now = event.time();
        switch (event) {
            case Invocation _ -> begun++;
            case Completion completion -> count(completion.outcome());
            case Disturbance entry -> tell(entry);
        }
        if (System.nanoTime() - told > STATUS_NANOS) {
            status(event.time());
        }
    }

    @Override
    public void noticed(Notice notice) {
        String what = switch (notice) {
            case Notice.Violation(var key, var culprit) ->
                String.format(
                        Locale.ROOT,
                        "violation at operation %,d: %s, and that cannot be; ending the run",
                        begun,
                        Linearizability.sentence(key, culprit));
            case Notice.Limit(var key, var limit) ->
                key.map(it -> it + ": ").orElse("") + limit + "; the check at the end sees all";
        };
        terminal.line(clock(now) + "  " + what);
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case OK -> ok++;
            case INFO -> uncertain++;
            case FAIL -> {}
        }
    }

    private void status(long time) {
        double rate = (ok - toldOk) * 1e9 / Math.max(1, time - toldTime);
        terminal.status(
                String.format(Locale.ROOT, "%s  %,d ok, %.0f a second, %,d unknown", clock(time), ok, rate, uncertain));
        told = System.nanoTime();
        toldTime = time;
        toldOk = ok;
    }

    private void tell(Disturbance entry) {
        if (entry.f().equals(TestRun.PHASE)) {
            phase(String.valueOf(entry.value())).ifPresent(text -> terminal.line(clock(entry.time()) + "  " + text));
        }
        Intervention.of(entry)
                .filter(intervention -> intervention.ended() && worthTelling(intervention))
                .ifPresent(intervention -> terminal.line(clock(entry.time()) + "  " + describe(intervention)));
    }

    /** Of a violation there was a notice. */
    private static Optional<String> phase(String name) {
        return switch (name) {
            case TestRun.RECOVERY -> Optional.of("recovery: every client reads every key");
            case TestRun.VIOLATION -> Optional.empty();
            default -> Optional.of("cut short");
        };
    }

    /** The cures at the end find nothing to cure where the schedule has cured it already. */
    private boolean worthTelling(Intervention intervention) {
        Fault fault = intervention.fault();
        fault.cure().ifPresent(open::add);
        return !fault.isCure() || open.remove(fault) || intervention.tookEffect();
    }

    private static String describe(Intervention intervention) {
        String stage = intervention.fault().isCure() ? "cure" : "harm";
        String remark = intervention.remark().map(text -> "  (" + text + ")").orElse("");
        String effect = intervention.tookEffect() ? "" : "  WITHOUT EFFECT";
        return "%-6s %-26s %s%s%s"
                .formatted(stage, intervention.fault().text(), intervention.does(), remark, effect)
                .stripTrailing();
    }

    private static String clock(long nanos) {
        return String.format(Locale.ROOT, "%9.3f", nanos / 1e9);
    }
}
