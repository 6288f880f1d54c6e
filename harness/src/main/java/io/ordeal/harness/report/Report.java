package io.ordeal.harness.report;

import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.histories.op.History;

/** The report of a run. */
public final class Report {

    private Report() {}

    public static String html(TestPlan plan, String run, History history, Judgement judgement) {
        return "" + plan + run + history.events() + judgement;
    }
}
