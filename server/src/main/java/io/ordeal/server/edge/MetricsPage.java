package io.ordeal.server.edge;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.node.Figures;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Answers {@code GET /metrics} in Prometheus' text format 0.0.4. Numbers are gathered when somebody asks: the node counts
 * them for itself, and the page is made elsewhere than on its loop.
 */
final class MetricsPage {

    private final Source source;
    private final Metrics metrics;
    private final PrometheusRegistry process = new PrometheusRegistry();

    /** Gets a node's figures; the consumer may be called on any thread. */
    @FunctionalInterface
    interface Source {
        void ask(Consumer<Figures> told);
    }

    MetricsPage(Source source, Metrics metrics) {
        this.source = source;
        this.metrics = metrics;
        ProcessMetrics.builder().register(process);
        JvmMemoryMetrics.builder().register(process);
        JvmGarbageCollectorMetrics.builder().register(process);
        JvmThreadsMetrics.builder().register(process);
    }

    /** Answers for the page, and leaves everything else to {@code handler}. */
    HttpEdge.Handler over(HttpEdge.Handler handler) {
        return (request, answer) -> {
            if (!isMetrics(request)) {
                handler.handle(request, answer);
            } else if (request.method().equals("GET") || request.method().equals("HEAD")) {
                source.ask(figures ->
                        Thread.ofVirtual().name("metrics").start(() -> answer.accept(new Reply.Whole(page(figures)))));
            } else {
                answer.accept(new Reply.Whole(notAllowed()));
            }
        };
    }

    private static boolean isMetrics(Request request) {
        return request.target().equals("/metrics") || request.target().startsWith("/metrics?");
    }

    private Response page(Figures figures) {
        var all = MetricSnapshots.builder();
        metrics.of(figures).forEach(all::metricSnapshot);
        process.scrape().forEach(all::metricSnapshot);
        var body = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(body, all.build(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var headers = new TreeMap<>(Map.of("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE));
        return new Response(200, headers, body.toByteArray());
    }

    private static Response notAllowed() {
        var headers = new TreeMap<>(Map.of("Allow", "GET,HEAD", "Content-Type", "text/plain; charset=utf-8"));
        return new Response(405, headers, "Method Not Allowed\n".getBytes(StandardCharsets.US_ASCII));
    }
}
