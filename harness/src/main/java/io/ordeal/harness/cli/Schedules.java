package io.ordeal.harness.cli;

import io.ordeal.harness.run.TestPlan;
import io.ordeal.nemesis.schedule.ScheduleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Schedules that users have written. */
final class Schedules {

    private Schedules() {}

    /** The plan with the schedule in {@code file} in place of its own. */
    static TestPlan read(Path file, TestPlan plan) {
        try {
            return plan.with(ScheduleText.read(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw Trouble.usage("the schedule " + file + " cannot be read: " + Main.reason(e));
        }
    }
}
