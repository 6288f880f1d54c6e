package io.ordeal.harness.cli;

import io.ordeal.harness.run.Intervention;
import io.ordeal.harness.run.TestRun;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.fault.Fault;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Tells what happens in a run while it happens. */
final class Progress implements Consumer<Event> {

    private static final long STATUS_NANOS = 3_000_000_000L;

    private final Terminal terminal;
    private long told = System.nanoTime();
    private long toldTime;
    private long toldOk;
    private long ok;
    private long uncertain;
    private final Set<Fault> open = new HashSet<>();

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Invocation _ -> {}
            case Completion completion -> count(completion.outcome());
            case Disturbance entry -> tell(entry);
        }
        if (System.nanoTime() - told > STATUS_NANOS) {
            status(event.time());
        }
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
            boolean recovery = TestRun.RECOVERY.equals(entry.value());
            terminal.line(
                    clock(entry.time()) + (recovery ? "  recovery: every client reads every key" : "  cut short"));
        }
        Intervention.of(entry)
                .filter(intervention -> intervention.ended() && worthTelling(intervention))
                .ifPresent(intervention -> terminal.line(clock(entry.time()) + "  " + describe(intervention)));
    }

    /** The cures at the end find nothing to cure where the schedule has cured it already. */
    private boolean worthTelling(Intervention intervention) {
        Fault fault = intervention.fault();
        fault.cure().ifPresent(open::add);
        return fault.cure().isPresent() || open.remove(fault) || intervention.tookEffect();
    }

    private static String describe(Intervention intervention) {
        String stage = intervention.fault().cure().isPresent() ? "harm" : "cure";
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
