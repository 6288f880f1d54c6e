package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.StatsEvidence.OfKind;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatsAuditTest {

    private static Finding of(Script script) {
        return script.by(Auditor.STATS);
    }

    @Test
    void countsAndTimesEachKind() {
        Finding finding = of(new Script()
                .does(0, "read", null, 1)
                .invoke(0, "write", 1)
                .does(1, "read", null, 1)
                .ok(0, "write", 1)
                .invoke(0, "read")
                .fail(0, "read", null)
                .invoke(0, "write", 2)
                .nemesis("kill", null)
                .info(0, "write", 2)
                .invoke(1, "write", 3));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(finding.evidence())
                .isEqualTo(new StatsEvidence(
                        new OfKind("all", 3, 1, 2, Optional.of(new Latency(1, 3, 3, 3))),
                        List.of(
                                new OfKind("read", 2, 1, 0, Optional.of(new Latency(1, 1, 1, 1))),
                                new OfKind("write", 1, 0, 2, Optional.of(new Latency(3, 3, 3, 3))))));
        assertThat(finding.words())
                .isEqualTo("read: 2 ok, in 1 ms, or 1 ms at most, 1 failed, 0 unknown;"
                        + " write: 1 ok, in 3 ms, or 3 ms at most, 0 failed, 2 unknown");
    }

    @Test
    void aKindThatNeverSucceededMakesItUnknown() {
        Finding finding = of(new Script()
                .does(0, "foo", null, null)
                .invoke(0, "bar")
                .fail(0, "bar", null)
                .invoke(0, "bar")
                .info(0, "bar", null));

        assertThat(finding).isInstanceOf(Finding.Unknown.class);
        assertThat(finding.words()).startsWith("no bar ever succeeded. bar: 0 ok, 1 failed, 1 unknown; foo: 1 ok");
    }

    @Test
    void whereNothingSucceededNothingIsKnown() {
        assertThat(of(new Script())).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().invoke(0, "read").fail(0, "read", null))).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void veryManyTimesAreKnownToAThousandth() {
        var random = new SplittableRandom(1);
        long[] nanos = random.longs(100_000, 0, 40)
                .map(bits -> random.nextLong(1L << bits))
                .toArray();
        var auditing = Auditor.STATS.begin();
        for (int i = 0; i < nanos.length; i++) {
            auditing.accept(new Invocation(2L * i, 7, 0, "read", null));
            auditing.accept(new Completion(2L * i + 1, 7 + nanos[i], 0, Outcome.OK, "read", null, Optional.empty()));
        }
        Arrays.sort(nanos);
        Latency latency =
                ((StatsEvidence) auditing.finding().evidence()).all().latency().orElseThrow();
        assertThat(latency.maxMs()).isEqualTo(nanos[nanos.length - 1] / 1e6);
        assertThat(latency.p50Ms()).isBetween(nanos[49_999] / 1e6, nanos[49_999] / 1e6 * 1.001);
        assertThat(latency.p95Ms()).isBetween(nanos[94_999] / 1e6, nanos[94_999] / 1e6 * 1.001);
        assertThat(latency.p99Ms()).isBetween(nanos[98_999] / 1e6, nanos[98_999] / 1e6 * 1.001);
    }
}
