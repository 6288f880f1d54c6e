package io.ordeal.nemesis.schedule;

import io.ordeal.nemesis.fault.Durations;
import io.ordeal.nemesis.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * Schedules as text that is edited by hand: a line has when, since the run began, and what, such as
 * {@code 1.5s kill leader}. What follows a {@code #} is for readers only.
 */
public final class ScheduleText {

    private static final String HEAD = "# when, since the run began, and what\n";
    private static final int WHEN_WIDTH = 10;

    private ScheduleText() {}

    public static String write(Schedule schedule) {
        var text = new StringBuilder(HEAD);
        for (Timed timed : schedule.faults()) {
            String when = Durations.write(timed.at());
            text.append(" ".repeat(Math.max(0, WHEN_WIDTH - when.length())))
                    .append(when)
                    .append("  ")
                    .append(timed.fault().text())
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Reads a schedule; its lines may come in any order.
     *
     * @throws IllegalArgumentException naming the line, where one makes no sense
     */
    public static Schedule read(String text) {
        var faults = new ArrayList<Timed>();
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                faults.add(timed(number, line));
            }
        }
        return new Schedule(faults);
    }

    private static Timed timed(int number, String line) {
        try {
            String[] parts = line.split("\\s+", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("a line has a time and a fault");
            }
            return new Timed(Durations.read(parts[0]), Fault.parse(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ", '" + line + "': " + e.getMessage(), e);
        }
    }
}
