package io.ordeal.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.harness.chronicle.Reign;
import io.ordeal.harness.judge.FaultWindow;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.run.TestRun;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the chart of a report draws, in microseconds and by column. */
final class ChartData {

    /** A browser draws as many in a blink. */
    static final int MOST = 50_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChartData() {}

    static String json(History history, Judgement judgement) {
        List<Operation> shown = thinned(history.operations());
        long end = history.events().isEmpty()
                ? 1
                : Math.max(1, micros(history.events().getLast().time()));
        long[] took = shown.stream().mapToLong(op -> took(op, end)).toArray();
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("end", end);
        String border = judgement.failedFast() ? TestRun.VIOLATION : TestRun.RECOVERY;
        data.put("border", begin(border, history));
        data.put(
                "bands",
                judgement.windows().stream().map(window -> band(window, end)).toList());
        data.put(
                "reigns",
                judgement.reigns().stream().map(reign -> reign(reign, end)).toList());
        data.put("shortest", Arrays.stream(took).min().orElse(1));
        data.put("longest", Arrays.stream(took).max().orElse(10));
        data.put(
                "time", shown.stream().map(op -> micros(op.invocation().time())).toList());
        data.put("took", took);
        data.put("outcome", shown.stream().map(op -> code(op.outcome())).toList());
        data.put("text", shown.stream().map(ChartData::label).toList());
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a chart that is no JSON", e);
        }
    }

    /** Of very many operations, every so many-th. */
    private static List<Operation> thinned(List<Operation> operations) {
        int every = Math.ceilDiv(Math.max(1, operations.size()), MOST);
        return IntStream.range(0, operations.size())
                .filter(i -> i % every == 0)
                .mapToObj(operations::get)
                .toList();
    }

    private static Map<String, Object> band(FaultWindow window, long end) {
        var band = new LinkedHashMap<String, Object>();
        band.put("from", micros(window.from()));
        band.put("until", window.until().map(ChartData::micros).orElse(end));
        band.put("text", window.harm().fault().text() + ": " + window.harm().does());
        return Collections.unmodifiableMap(band);
    }

    private static Map<String, Object> reign(Reign reign, long end) {
        var bar = new LinkedHashMap<String, Object>();
        bar.put("node", reign.node());
        bar.put("from", Math.max(0, micros(reign.from())));
        bar.put("until", Math.min(end, micros(reign.until())));
        bar.put("text", "%s leads in term %d".formatted(reign.node(), reign.term()));
        return Collections.unmodifiableMap(bar);
    }

    private static @Nullable Object begin(String phase, History history) {
        return history.events().stream()
                .filter(event -> event.f().equals(TestRun.PHASE) && phase.equals(event.value()))
                .map(Event::time)
                .map(ChartData::micros)
                .findFirst()
                .orElse(null);
    }

    private static long took(Operation operation, long end) {
        long until = operation
                .completion()
                .map(Completion::time)
                .map(ChartData::micros)
                .orElse(end);
        return Math.max(1, until - micros(operation.invocation().time()));
    }

    private static int code(Outcome outcome) {
        return switch (outcome) {
            case OK -> 0;
            case FAIL -> 1;
            case INFO -> 2;
        };
    }

    private static String label(Operation operation) {
        boolean read = operation.f().equals("read") && operation.outcome() == Outcome.OK;
        return "process " + operation.process() + "  " + operation.f() + " "
                + (read ? operation.result() : operation.argument());
    }

    private static long micros(long nanos) {
        return nanos / 1000;
    }
}
