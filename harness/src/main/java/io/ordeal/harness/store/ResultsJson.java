package io.ordeal.harness.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.harness.chronicle.Reign;
import io.ordeal.harness.judge.FaultWindow;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.judge.Linearizability;
import io.ordeal.harness.judge.Stats;
import io.ordeal.harness.run.Intervention;
import io.ordeal.histories.check.Counterexample;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON, for programs. Times are in seconds since the run began. */
final class ResultsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultsJson() {}

    static String write(Judgement judgement) {
        var results = new LinkedHashMap<String, @Nullable Object>();
        results.put("verdict", judgement.verdict().name());
        results.put("exitCode", judgement.verdict().exitCode());
        results.put("interrupted", judgement.interrupted());
        results.put("failedFast", judgement.failedFast());
        results.put("findings", judgement.findings());
        results.put("stats", judgement.stats().stream().map(ResultsJson::stats).toList());
        results.put(
                "recoverySeconds",
                judgement.recovery().map(ResultsJson::seconds).orElse(null));
        results.put(
                "faults", judgement.windows().stream().map(ResultsJson::window).toList());
        results.put(
                "leaders", judgement.reigns().stream().map(ResultsJson::reign).toList());
        results.put(
                "counterexamples",
                judgement.counterexamples().stream()
                        .map(ResultsJson::counterexample)
                        .toList());
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(results) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results that are no JSON", e);
        }
    }

    private static Map<String, Object> stats(Stats stats) {
        var json = new LinkedHashMap<String, Object>();
        json.put("f", stats.f());
        json.put("ok", stats.ok());
        json.put("fail", stats.fail());
        json.put("info", stats.info());
        json.put("p50Seconds", seconds(stats.latency().p50()));
        json.put("p95Seconds", seconds(stats.latency().p95()));
        json.put("p99Seconds", seconds(stats.latency().p99()));
        json.put("maxSeconds", seconds(stats.latency().max()));
        return json;
    }

    private static Map<String, @Nullable Object> window(FaultWindow window) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("fault", window.harm().fault().text());
        json.put("does", window.harm().does());
        json.put("fromSeconds", seconds(Duration.ofNanos(window.from())));
        json.put(
                "untilSeconds",
                window.until().map(Duration::ofNanos).map(ResultsJson::seconds).orElse(null));
        json.put("effective", window.effective());
        json.put("harm", evidence(window.harm()));
        json.put("cure", window.cure().map(ResultsJson::evidence).orElse(Map.of()));
        return json;
    }

    private static Map<String, Object> reign(Reign reign) {
        var json = new LinkedHashMap<String, Object>();
        json.put("node", reign.node());
        json.put("term", reign.term());
        json.put("fromSeconds", seconds(Duration.ofNanos(reign.from())));
        json.put("untilSeconds", seconds(Duration.ofNanos(reign.until())));
        return json;
    }

    private static Map<String, Object> evidence(Intervention intervention) {
        return intervention.evidence().<Map<String, Object>>map(e -> e.facts()).orElse(Collections.emptyMap());
    }

    private static Map<String, @Nullable Object> counterexample(Counterexample counterexample) {
        var culprit = counterexample.culprit();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("key", counterexample.key().map(String::valueOf).orElse(null));
        json.put("sentence", Linearizability.sentence(counterexample));
        json.put("index", culprit.invocation().index());
        json.put("process", culprit.process());
        json.put("f", culprit.f());
        json.put("argument", culprit.argument());
        json.put("result", culprit.result());
        json.put("legal", counterexample.legalValues());
        counterexample.stretch().ifPresent(stretch -> {
            json.put("fromEvent", stretch.from());
            json.put("toEvent", stretch.to());
            json.put(
                    "minimal",
                    stretch.core().stream().map(event -> event.index()).toList());
        });
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
