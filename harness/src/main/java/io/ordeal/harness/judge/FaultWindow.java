package io.ordeal.harness.judge;

import io.ordeal.harness.run.Intervention;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.nemesis.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time between a harm and its cure.
 *
 * @param from when the harm was begun, in nanoseconds since the run began
 * @param until when the cure was done, or what needs none was over; empty when it was not
 */
public record FaultWindow(Intervention harm, long from, Optional<Intervention> cure, Optional<Long> until) {

    /** The package of the harm: {@code partition}, {@code kill}. */
    public String kind() {
        return harm.fault().family();
    }

    /**
     * Whether the harm was seen to change the world. Of a process that shows when it is harmed: it is gone, or stopped,
     * whatever else becomes of it before the cure; and so it does of a clock. Of a network, an ambush and a disk it shows
     * when that is cured: what was dropped, whom it struck, what has failed.
     */
    public boolean effective() {
        boolean shown = switch (harm.fault()) {
            case Fault.Kill _, Fault.Terminate _, Fault.Pause _, Fault.SkewClocks _ -> true;
            case Fault.Partition _, Fault.Ambush _ ->
                cure.map(Intervention::tookEffect).orElse(false);
            case Fault.Heal _, Fault.Start _, Fault.Disarm _, Fault.Resume _, Fault.ResetClocks _ -> false;
        };
        return shown && harm.tookEffect();
    }

    /** Every window of a history, in the order of beginning. A cure ends all that it is the cure of. */
    public static List<FaultWindow> in(List<Event> events) {
        var windows = new ArrayList<FaultWindow>();
        for (Event event : events) {
            if (event instanceof Disturbance entry) {
                Intervention.of(entry).ifPresent(intervention -> add(windows, intervention, entry.time()));
            }
        }
        return List.copyOf(windows);
    }

    private static void add(List<FaultWindow> windows, Intervention intervention, long time) {
        boolean harm = !intervention.fault().isCure();
        if (harm && !intervention.ended()) {
            windows.add(new FaultWindow(intervention, time, Optional.empty(), Optional.empty()));
        } else if (harm) {
            Optional<Long> over = intervention.fault().cure().isPresent() ? Optional.empty() : Optional.of(time);
            windows.replaceAll(window -> window.begunAs(intervention)
                    ? new FaultWindow(intervention, window.from, Optional.empty(), over)
                    : window);
        } else if (intervention.ended()) {
            windows.replaceAll(window -> window.curedBy(intervention)
                    ? new FaultWindow(window.harm, window.from, Optional.of(intervention), Optional.of(time))
                    : window);
        }
    }

    private boolean begunAs(Intervention ended) {
        return !harm.ended() && harm.fault().equals(ended.fault());
    }

    private boolean curedBy(Intervention candidate) {
        return harm.ended() && cure.isEmpty() && harm.fault().cure().equals(Optional.of(candidate.fault()));
    }
}
