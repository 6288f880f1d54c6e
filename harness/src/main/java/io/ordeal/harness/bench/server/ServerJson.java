package io.ordeal.harness.bench.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.harness.bench.server.Duel.Comparison;
import java.util.LinkedHashMap;
import java.util.Map;

/** Comparisons for programs: a JSON object a line. */
public final class ServerJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerJson() {}

    /** Rates a second for each round, latencies of all rounds in milliseconds. */
    public static String line(Comparison it) {
        var json = new LinkedHashMap<String, Object>();
        json.put("work", it.point().work().label());
        json.put("connections", it.point().connections());
        json.put("via", it.point().via().label());
        json.put(Contestant.ORDEAL.label(), figures(it.ordeal()));
        it.etcd().ifPresent(etcd -> {
            json.put(Contestant.ETCD.label(), figures(etcd));
            json.put("ratio", it.ordeal().times(etcd));
        });
        return text(json);
    }

    /** In milliseconds. */
    public static String line(Failovers it) {
        var json = new LinkedHashMap<String, Object>();
        json.put("failover", it.contestant().label());
        json.put("accepted", it.accepted());
        json.put("settled", it.settled());
        json.put("lost", it.lost());
        return text(json);
    }

    /** In milliseconds and bytes. */
    public static String line(Population it) {
        var json = new LinkedHashMap<String, Object>();
        json.put("population", it.contestant().label());
        json.put("keys", it.keys());
        json.put("fill", it.fill().toMillis());
        json.put("resident", it.resident());
        it.heap().ifPresent(bytes -> json.put("heap", bytes));
        json.put("restart", it.restart().toMillis());
        json.put("longest", it.longest().toNanos() / 1e6);
        return text(json);
    }

    /** In bytes and percent. */
    public static String line(Crowd it) {
        var json = new LinkedHashMap<String, Object>();
        json.put("crowd", it.contestant().label());
        json.put("watchers", it.watchers());
        json.put("resident", it.resident());
        it.heap().ifPresent(bytes -> json.put("heap", bytes));
        json.put("slowdowns", it.slowdowns());
        return text(json);
    }

    private static Map<String, Object> figures(Outcome outcome) {
        var json = new LinkedHashMap<String, Object>();
        json.put("rates", outcome.samples().stream().map(Sample::rate).toList());
        json.put("p50", outcome.millis(50));
        json.put("p99", outcome.millis(99));
        json.put("p99.9", outcome.millis(99.9));
        json.put("failures", outcome.failures());
        return json;
    }

    private static String text(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
