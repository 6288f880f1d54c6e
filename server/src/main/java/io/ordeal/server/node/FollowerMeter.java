package io.ordeal.server.node;

import io.ordeal.server.api.Statistics.Follower;
import io.ordeal.server.api.Statistics.Latency;
import io.ordeal.server.api.Statistics.Tally;

/** How one follower answers its leader. One message at a time is measured until it is answered. */
final class FollowerMeter {

    private final long patienceNanos;
    private Tally answers = Tally.NONE;

    private boolean measuring;
    private long measuredIndex;
    private long measuredSince;

    private long samples;
    private double current;
    private double sum;
    private double sumOfSquares;
    private double minimum;
    private double maximum;

    /** @param patienceNanos a message that has no answer for so long was in vain */
    FollowerMeter(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** @param last index that the follower will have once it accepts */
    void sent(long nanos, long last) {
        if (measuring && nanos - measuredSince > patienceNanos) {
            answers = answers.with(false);
            measuring = false;
        }
        if (!measuring) {
            measuring = true;
            measuredIndex = last;
            measuredSince = nanos;
        }
    }

    void accepted(long nanos, long matched) {
        answers = answers.with(true);
        if (measuring && matched >= measuredIndex) {
            measuring = false;
            sample((nanos - measuredSince) / 1e6);
        }
    }

    void refused() {
        answers = answers.with(false);
        measuring = false;
    }

    private void sample(double millis) {
        current = millis;
        minimum = samples == 0 ? millis : Math.min(minimum, millis);
        maximum = Math.max(maximum, millis);
        samples++;
        sum += millis;
        sumOfSquares += millis * millis;
    }

    /** @param id of the member that follows */
    Follower follower(String id) {
        double average = samples == 0 ? 0 : sum / samples;
        double variance = samples == 0 ? 0 : Math.max(0, sumOfSquares / samples - average * average);
        return new Follower(id, new Latency(current, average, Math.sqrt(variance), minimum, maximum), answers);
    }
}
