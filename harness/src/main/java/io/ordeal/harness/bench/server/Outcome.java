package io.ordeal.harness.bench.server;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of a point for one contestant: the samples of all rounds.
 *
 * @param samples one for each round, in their order
 */
public record Outcome(List<Sample> samples) {

    /** Keeps its own list. */
    public Outcome {
        samples = List.copyOf(samples);
    }

    /** Answers a second, in the median of the rounds. */
    public double rate() {
        return median(samples.stream().map(Sample::rate).toList());
    }

    /** Of all rounds. */
    public long failures() {
        return samples.stream().mapToLong(Sample::failures).sum();
    }

    /** The latency below which so many percent of all answers stayed, in milliseconds. */
    public double millis(double percentile) {
        Histogram all = samples.getFirst().latencies().copy();
        samples.stream().skip(1).map(Sample::latencies).forEach(all::add);
        return all.getValueAtPercentile(percentile) / 1e6;
    }

    /** How many times the rate of {@code other} this is, in the median of the rounds. */
    public double times(Outcome other) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < samples.size(); round++) {
            ratios.add(samples.get(round).rate() / other.samples.get(round).rate());
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
