package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetFullAuditTest {

    private static SetFullEvidence evidence(Finding finding) {
        return (SetFullEvidence) finding.evidence();
    }

    /** One element, 0, and one read: {@code a} and {@code r} begin, {@code a'} ends, {@code r+} has it, {@code r-} not. */
    private static Finding told(String story) {
        var script = new Script();
        for (String event : story.split(" ", -1)) {
            switch (event) {
                case "a" -> script.invoke(0, "add", 0);
                case "a'" -> script.ok(0, "add", 0);
                case "a!" -> script.fail(0, "add", 0);
                case "a?" -> script.info(0, "add", 0);
                case "r" -> script.invoke(1, "read");
                case "r+" -> script.ok(1, "read", Set.of(0));
                case "r-" -> script.ok(1, "read", Set.of());
                case "r!" -> script.fail(1, "read", null);
                default -> throw new IllegalArgumentException(event);
            }
        }
        return script.by(Auditor.SET_FULL);
    }

    /** What becomes of one element, as Jepsen has it, and of what it does not look at. */
    @Nested
    class OneElement {

        @ParameterizedTest
        @ValueSource(strings = {"r a r+ a'", "r a a' r+", "a r r+ a'", "a r a' r+", "a a' r r+", "a a? r r+", "a r r+"})
        void isStableOnceItIsSeenWheneverTheReadBegan(String story) {
            Finding finding = told(story);
            assertThat(finding).isInstanceOf(Finding.Valid.class);
            assertThat(evidence(finding).stableCount()).isEqualTo(1);
            assertThat(evidence(finding).stale()).isEmpty();
            assertThat(evidence(finding).stableLatency()).contains(new Latency(0, 0, 0, 0));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a a'",
                    "a r r-",
                    "r a r- a'",
                    "r a a' r-",
                    "a r r- a'",
                    "a r a' r-",
                    "a a! r r-",
                    "a a? r r-",
                    "r r- a a'",
                    "a a' r r!"
                })
        void isNeverReadIfNoReadThatBeganOnceItWasKnownTells(String story) {
            Finding finding = told(story);
            assertThat(finding).isInstanceOf(Finding.Unknown.class);
            assertThat(evidence(finding).neverRead()).containsExactly(0L);
        }

        @ParameterizedTest
        @CsvSource({"a a' r r-, 0", "a a' r r+ r r-, 1", "a a? r r+ r r-, 0", "a r r+ r a' r-, 0"})
        void isLostIfItIsMissingForGood(String story, double latencyMs) {
            Finding finding = told(story);
            assertThat(finding).isInstanceOf(Finding.Invalid.class);
            assertThat(evidence(finding).lost()).containsExactly(0L);
            assertThat(evidence(finding).lostLatency())
                    .contains(new Latency(latencyMs, latencyMs, latencyMs, latencyMs));
        }

        @Test
        void isStaleIfItIsMissingForAWhile() {
            Finding finding = told("a a' r r- r r+");
            assertThat(finding).isInstanceOf(Finding.Valid.class);
            assertThat(evidence(finding).stale()).containsExactly(0L);
            assertThat(evidence(finding).stableCount()).isEqualTo(1);
            assertThat(evidence(finding).worst())
                    .containsExactly(new SetFullEvidence.Stale(
                            0L, new Moment(0, 1, 1_000_000), new Moment(1, 2, 2_000_000), OptionalDouble.of(1)));
            assertThat(finding.words())
                    .isEqualTo("1 of 1 element is stable, 0 never read. 1 element is stale: 0. Element 0 was known by"
                            + " event 1, and is not in process 1's read that began at event 2, 1 ms later");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a a! r r+", "a r a! r+", "a r r+ a!", "r r+ a a'", "r r+", "r r+ a a' r r+"})
        void isUnexpectedIfNothingCanHavePutItThere(String story) {
            Finding finding = told(story);
            assertThat(finding).isInstanceOf(Finding.Invalid.class);
            assertThat(evidence(finding).unexpected()).containsExactly(0L);
        }
    }

    @Test
    void staleIsInvalidWhereTheSetIsToBeLinearizable() {
        var script = new Script()
                .does(0, "add", 0, 0)
                .does(1, "read", null, List.of())
                .does(1, "read", null, List.of(0));

        assertThat(script.by(Auditor.SET_FULL)).isInstanceOf(Finding.Valid.class);
        Finding finding = script.by(Auditor.SET_FULL_LINEARIZABLE);
        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(finding.words()).startsWith("1 element is stale: 0. Element 0 was known by event 1");
    }

    @Test
    void whatIsSeenThenMissingIsLost() {
        Finding finding = new Script()
                .invoke(0, "add", 0)
                .invoke(1, "add", 1)
                .does(2, "read", null, List.of(1))
                .ok(0, "add", 0)
                .ok(1, "add", 1)
                .does(2, "read", null, List.of(0, 1))
                .does(2, "read", null, List.of(0))
                .does(2, "read", null, List.of())
                .by(Auditor.SET_FULL);

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(evidence(finding).lost()).containsExactly(0L, 1L);
        assertThat(evidence(finding).lostLatency()).contains(new Latency(3, 4, 4, 4));
        assertThat(finding.words())
                .isEqualTo("2 elements are lost: 0, 1. Element 0 was known by event 4, and is not in process 2's read"
                        + " that began at event 10, nor in any later one");
    }

    @Test
    void ofTwoReadsThatOverlapTheOneThatBeganLaterCounts() {
        Finding finding = new Script()
                .does(0, "add", 0, 0)
                .invoke(1, "add", 1)
                .does(2, "read", null, Set.of(1))
                .ok(1, "add", 1)
                .invoke(2, "read")
                .invoke(3, "read")
                .ok(3, "read", Set.of(1))
                .ok(2, "read", Set.of(0))
                .by(Auditor.SET_FULL);

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(evidence(finding).lost()).containsExactly(0L);
        assertThat(evidence(finding).stale()).containsExactly(1L);
        assertThat(evidence(finding).worst())
                .containsExactly(new SetFullEvidence.Stale(
                        1L, new Moment(2, 4, 4_000_000), new Moment(2, 6, 6_000_000), OptionalDouble.of(2)));
    }

    @Test
    void anElementTwiceInOneReadIsDuplicated() {
        Finding finding = new Script()
                .does(0, "add", 3, 3)
                .does(0, "add", 4, 4)
                .does(1, "read", null, List.of(3, 4, 3, 3))
                .does(1, "read", null, List.of(4, 3))
                .by(Auditor.SET_FULL);

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(evidence(finding).duplicated()).containsExactly(new Amount(3L, 3));
        assertThat(finding.words())
                .isEqualTo("1 element is duplicated: 3 (3 times). Element 3 is 3 times in process 1's read that ended"
                        + " at event 5");
    }

    @Test
    void anElementThatIsAddedAgainDoesNotBeginANewLife() {
        Finding finding = new Script()
                .does(0, "add", 0, 0)
                .does(1, "read", null, List.of())
                .does(0, "add", 0, 0)
                .by(Auditor.SET_FULL);

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(evidence(finding).lost()).containsExactly(0L);
    }

    @Test
    void withoutTimesThereAreNoLatenciesButTheVerdictIsTheSame() throws Exception {
        Finding finding = Golden.finding(Auditor.SET_FULL, """
                {:process 0 :type :invoke :f :add :value 0}
                {:process 0 :type :ok :f :add :value 0}
                {:process 1 :type :invoke :f :read}
                {:process 1 :type :ok :f :read :value #{}}
                {:process 1 :type :invoke :f :read}
                {:process 1 :type :ok :f :read :value #{0}}
                """);

        assertThat(evidence(finding).stale()).containsExactly(0L);
        assertThat(evidence(finding).stableLatency()).isEqualTo(Optional.empty());
        assertThat(evidence(finding).worst().getFirst().latencyMs()).isEqualTo(OptionalDouble.empty());
    }
}
