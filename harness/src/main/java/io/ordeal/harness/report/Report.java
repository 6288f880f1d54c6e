package io.ordeal.harness.report;

import static io.ordeal.harness.report.Html.head;
import static io.ordeal.harness.report.Html.row;
import static io.ordeal.harness.report.Html.text;
import static java.util.stream.Collectors.joining;

import io.ordeal.harness.judge.FaultWindow;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.judge.Stats;
import io.ordeal.harness.run.Intervention;
import io.ordeal.harness.run.PlanJson;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.histories.op.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** The report of a run: one page, the verdict first. */
public final class Report {

    private final TestPlan plan;
    private final String run;
    private final History history;
    private final Judgement judgement;

    private Report(TestPlan plan, String run, History history, Judgement judgement) {
        this.plan = plan;
        this.run = run;
        this.history = history;
        this.judgement = judgement;
    }

    /** @param run where the run is stored, as one would name it to replay it */
    public static String html(TestPlan plan, String run, History history, Judgement judgement) {
        return new Report(plan, run, history, judgement).page();
    }

    private String page() {
        String title = judgement.verdict() + " · " + subject();
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s%s%s%s%s%s</main>
                <script type="application/json" id="run">%s</script>
                <script>
                %s</script>
                </body>
                </html>
                """.formatted(
                        text(title),
                        resource("report.css"),
                        verdict(),
                        CounterexampleSection.html(judgement.counterexamples(), history),
                        chart(),
                        faults(),
                        stats(),
                        planned(),
                        ChartData.json(history, judgement),
                        resource("report.js"));
    }

    private String subject() {
        String faults = plan.faults().isEmpty() ? "no faults" : String.join(", ", plan.faults());
        String reads = plan.reads() == TestPlan.Reads.LOCAL ? ", local reads" : "";
        return "%s%s · %s · %d nodes · %s · seed %d"
                .formatted(
                        plan.workload(),
                        reads,
                        faults,
                        plan.nodes(),
                        plan.cluster() == TestPlan.ClusterKind.SIM ? "simulated" : "in Docker",
                        plan.seed());
    }

    private String verdict() {
        String rows = judgement.findings().stream()
                .map(finding -> row(
                        text(finding.checker()),
                        "<span class=\"" + finding.verdict() + "\">" + finding.verdict() + "</span>",
                        text(finding.summary())))
                .collect(joining());
        String why = judgement.interrupted() ? "cut short" : judgement.failedFast() ? "ended early" : "";
        String cut = why.isEmpty() ? "" : " <small>" + why + "</small>";
        return """
                <h1 class="%s">%s%s</h1>
                <p class="subject">%s</p>
                <div class="card scroll"><table class="findings"><tbody>
                %s</tbody></table></div>
                """.formatted(judgement.verdict(), judgement.verdict(), cut, text(subject()), rows);
    }

    private String chart() {
        int count = history.operations().size();
        String thinned = count > ChartData.MOST ? " Of very many operations a part is drawn." : "";
        return """
                <h2>Operations over time</h2>
                <p class="note">When each operation began, and how long it took.%s</p>
                <div class="legend"><span class="ok" data-mark="■">ok</span><span class="fail" data-mark="✕">failed</span>\
                <span class="info" data-mark="○">unknown</span><span class="band" data-mark="▒">a fault is about</span>\
                <span class="band" data-mark="┆">%s</span>%s</div>
                <div class="card chart"><canvas id="operations"></canvas><div id="tip"></div></div>
                """.formatted(
                thinned, judgement.failedFast() ? "a violation ends the run" : "everything is cured", leaders());
    }

    private String leaders() {
        return judgement.reigns().isEmpty()
                ? ""
                : "<span class=\"leads\" data-mark=\"▬\">a node takes itself for the leader</span>";
    }

    private String faults() {
        if (judgement.windows().isEmpty()) {
            return "";
        }
        String rows = judgement.windows().stream().map(Report::fault).collect(joining());
        return """
                <h2>Faults</h2>
                <p class="note">What was done, whom it struck, and what was seen of it from outside.</p>
                <div class="card scroll"><table>%s<tbody>
                %s</tbody></table></div>
                """.formatted(head(">from", ">until", "fault", "came to", "evidence", "took effect"), rows);
    }

    private static String fault(FaultWindow window) {
        String effect = window.effective()
                ? "<span class=\"VALID\">yes</span>"
                : "<span class=\"INVALID\">%s</span>".formatted(window.harm().tookEffect() ? "cure did not" : "no");
        return row(
                seconds(Duration.ofNanos(window.from())),
                window.until().map(Duration::ofNanos).map(Report::seconds).orElse("never cured"),
                text(window.harm().fault().text()),
                text(window.harm().does()) + remark(window.harm()),
                "<span class=\"facts\">%s</span>".formatted(facts(window)),
                effect);
    }

    private static String remark(Intervention harm) {
        return harm.remark()
                .map(remark -> "<br><span class=\"facts\">" + text(remark) + "</span>")
                .orElse("");
    }

    private static String facts(FaultWindow window) {
        String cure = window.cure().map(Report::facts).orElse("");
        String harm = facts(window.harm());
        return harm + (harm.isEmpty() || cure.isEmpty() ? "" : "<br>") + cure;
    }

    private static String facts(Intervention intervention) {
        return intervention.evidence().stream()
                .flatMap(evidence -> evidence.facts().entrySet().stream())
                .map(fact -> text(fact.getKey() + " " + fact.getValue()))
                .collect(joining(", "));
    }

    private String stats() {
        String rows = judgement.stats().stream().map(Report::stats).collect(joining());
        return """
                <h2>Figures</h2>
                <p class="note">Of what began while faults were about; times are of what succeeded.</p>
                <div class="card scroll"><table>%s<tbody>
                %s</tbody></table></div>
                """.formatted(
                        head("", ">ok", ">failed", ">unknown", ">half within", ">95 %", ">99 %", ">longest"), rows);
    }

    private static String stats(Stats stats) {
        var latency = stats.latency();
        return row(
                text(stats.f()),
                count(stats.ok()),
                count(stats.fail()),
                count(stats.info()),
                millis(latency.p50()),
                millis(latency.p95()),
                millis(latency.p99()),
                millis(latency.max()));
    }

    private String planned() {
        return """
                <h2>Plan</h2>
                <p class="again mono">ordeal replay %s</p>
                <div class="card"><dl>
                <dt>workload</dt><dd>%s on %d keys, %s reads</dd>
                <dt>cluster</dt><dd>%d nodes, %s</dd>
                <dt>load</dt><dd>%s operations a second by %d clients for %s s, each given up after %s s</dd>
                <dt>recovery</dt><dd>within %s s</dd>
                <dt>violation</dt><dd>%s</dd>
                <dt>seed</dt><dd>%d</dd>
                <dt>version</dt><dd>%s</dd>
                </dl><details><summary>plan.json</summary><pre>%s</pre></details></div>
                """.formatted(
                        text(run),
                        text(plan.workload()),
                        plan.keys(),
                        plan.reads() == TestPlan.Reads.QUORUM ? "linearizable" : "local",
                        plan.nodes(),
                        plan.cluster() == TestPlan.ClusterKind.SIM ? "simulated" : "in Docker",
                        plan.rate() == Math.rint(plan.rate()) ? String.valueOf((long) plan.rate()) : plan.rate(),
                        plan.concurrency(),
                        plan.timeLimit().toMillis() / 1000.0,
                        plan.opTimeout().toMillis() / 1000.0,
                        plan.recoveryLimit().toMillis() / 1000.0,
                        plan.failFast() ? "ends the run once it is certain" : "does not end the run",
                        plan.seed(),
                        text(plan.version()),
                        text(PlanJson.write(plan)));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(Report.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
