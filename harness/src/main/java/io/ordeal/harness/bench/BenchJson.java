package io.ordeal.harness.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.harness.bench.Measurement.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results for programs: a JSON object a line. Times are in nanoseconds. */
public final class BenchJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchJson() {}

    /** What holds for all rows. */
    public static String head(String version, Settings settings) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("version", version);
        json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("heapBytes", Runtime.getRuntime().maxMemory());
        json.put("seed", settings.seed());
        json.put("timeLimitNanos", settings.limits().time().toNanos());
        json.put("limitBytes", settings.limits().bytes());
        json.put("runs", settings.effort().runs());
        return text(json);
    }

    public static String line(Result result) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        Row row = result.row();
        json.put("row", row.name());
        json.put("task", row.taskWord());
        json.put("values", row.valuesWord());
        json.put("clients", row.clients());
        json.put("size", row.operations());
        json.put("crashRate", row.crashRate());
        json.put("kind", row.kind().label());
        switch (result) {
            case Result.Skipped(Row _, String why) -> json.put("skipped", why);
            case Result.Measured(Measurement measurement) -> put(measurement, json);
        }
        return text(json);
    }

    private static void put(Measurement it, Map<String, @Nullable Object> json) {
        json.put("operations", it.operations());
        json.put("unknownOutcomes", it.uncertain());
        json.put("bestNanos", it.timing().best());
        json.put("medianNanos", it.timing().median());
        json.put("runs", it.timing().runs());
        json.put("nanosPerOperation", it.nanosPerOperation());
        json.put("operationsPerSecond", it.operationsPerSecond());
        json.put("peakBytes", it.peakBytes());
        it.decided().ifPresent(decided -> put(decided, json));
        it.located().ifPresent(located -> put(located, json));
        it.porcupine().ifPresent(other -> {
            json.put("porcupineVerdict", other.verdict());
            json.put("porcupineMedianNanos", other.timing().median());
            json.put("porcupineRatio", other.timing().median() / it.timing().median());
        });
    }

    private static void put(Decided decided, Map<String, @Nullable Object> json) {
        json.put("verdict", decided.verdict());
        json.put("tier", decided.tier());
        json.put("gap", decided.gap().orElse(null));
    }

    private static void put(Located located, Map<String, @Nullable Object> json) {
        json.put("windowEvents", located.windows());
        json.put("coreOperations", located.cores());
        json.put("windowsMissing", located.missing());
        json.put("culprit", located.culprit().name().toLowerCase(Locale.ROOT));
        json.put("findWindowNanos", located.nanos());
    }

    /** The goals, as the last line. */
    public static String goals(List<Goals.Outcome> outcomes) {
        var goals = outcomes.stream()
                .map(outcome -> {
                    var json = new LinkedHashMap<String, @Nullable Object>();
                    json.put("goal", outcome.goal());
                    json.put("met", outcome.met().orElse(null));
                    json.put("detail", outcome.detail());
                    return json;
                })
                .toList();
        return text(Map.of("goals", goals));
    }

    private static String text(Map<String, ?> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results that are no JSON", e);
        }
    }
}
