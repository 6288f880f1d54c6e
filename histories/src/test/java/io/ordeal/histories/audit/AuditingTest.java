package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.op.MalformedHistoryException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditingTest {

    @ParameterizedTest
    @EnumSource(Auditor.class)
    void anEmptyHistoryIsUnknown(Auditor auditor) {
        assertThat(new Script().by(auditor)).isInstanceOf(Finding.Unknown.class);
        assertThat(Script.finding(auditor.beginByKey(), List.of())).isInstanceOf(Finding.Unknown.class);
        assertThat(Auditor.named(auditor.title())).contains(auditor);
    }

    @ParameterizedTest
    @EnumSource(Auditor.class)
    void aHistoryInWhichNothingSucceededIsUnknown(Auditor auditor) {
        var script = new Script();
        long process = 0;
        for (String f : List.of("add", "read", "enqueue", "dequeue", "drain", "generate")) {
            script.invoke(process, f, 1).fail(process, f, 1);
            script.invoke(process, f, 1).info(process, f, 1);
            script.invoke(process + 1, f, 1);
            process += 2;
        }
        assertThat(script.by(auditor)).isInstanceOf(Finding.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(Auditor.class)
    void aHistoryThatDoesNotPairUpIsRefused(Auditor auditor) {
        assertThatThrownBy(() -> new Script().ok(3, "add", 1).by(auditor))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("event 0: process 3 completes add, but it has no operation open");
    }

    @Test
    void nothingFollowsTheEnd() {
        var auditing = Auditor.SET.begin();
        auditing.finding();
        assertThat(auditing.finding()).isEqualTo(auditing.finding());
        assertThatThrownBy(() -> auditing.accept(
                        new Script().invoke(0, "add", 1).events().getFirst()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Nested
    class WrongValues {

        private static void refuses(String problem, Auditor auditor, Script script) {
            assertThatThrownBy(() -> script.by(auditor))
                    .isInstanceOf(MisfitException.class)
                    .hasMessage(problem);
        }

        @Test
        void areRefusedWithCauseAndMend() {
            refuses(
                    "event 0: process 1's add has the value nil where an integer belongs,"
                            + " as in {:type :invoke, :f :add, :value 3}",
                    Auditor.COUNTER,
                    new Script().invoke(1, "add"));
            refuses(
                    "event 0: process 1's add has the value [\"k\" 3] where an integer belongs,"
                            + " as in {:type :invoke, :f :add, :value 3}; or is this a history of independent keys?",
                    Auditor.COUNTER,
                    new Script().invoke(1, "add", List.of("k", 3)));
            refuses(
                    "event 1: process 1's read has the value 2.5 where an integer belongs,"
                            + " as in {:type :ok, :f :read, :value 3}",
                    Auditor.COUNTER,
                    new Script().does(1, "read", null, 2.5));
            refuses(
                    "event 1: process 1's add has the value 4 where nil or what it was given (event 0) belongs,"
                            + " as in {:type :ok, :f :add, :value 3}",
                    Auditor.COUNTER,
                    new Script().does(1, "add", 3, 4));
        }

        @ParameterizedTest
        @EnumSource(names = {"SET", "SET_FULL", "SET_FULL_LINEARIZABLE"})
        void ofSetsAreRefused(Auditor auditor) {
            refuses(
                    "event 0: process 0's add has the value nil where an element belongs,"
                            + " as in {:type :invoke, :f :add, :value 7}",
                    auditor,
                    new Script().invoke(0, "add"));
            for (Object read : Arrays.asList(null, 5, "all", Arrays.asList(1, null))) {
                assertThatThrownBy(
                                () -> new Script().does(0, "read", null, read).by(auditor))
                        .isInstanceOf(MisfitException.class)
                        .hasMessageContaining("where a list or a set of elements belongs")
                        .hasMessageStartingWith("event 1: process 0's read has the value ");
            }
            assertThatThrownBy(() -> new Script().does(0, "add", 1, 2).by(auditor))
                    .isInstanceOf(MisfitException.class)
                    .hasMessageStartingWith("event 1: ");
        }

        @ParameterizedTest
        @EnumSource(names = {"QUEUE", "TOTAL_QUEUE"})
        void ofQueuesAreRefused(Auditor auditor) {
            refuses(
                    "event 1: process 0's dequeue has the value nil where an element (what finds nothing, fails)"
                            + " belongs, as in {:type :ok, :f :dequeue, :value 7}",
                    auditor,
                    new Script().does(0, "dequeue", null, null));
            assertThatThrownBy(() -> new Script().invoke(0, "enqueue").by(auditor))
                    .isInstanceOf(MisfitException.class)
                    .hasMessageStartingWith("event 0: ");
            assertThatThrownBy(() -> new Script().does(0, "drain", null, 1).by(auditor))
                    .isInstanceOf(MisfitException.class)
                    .hasMessageStartingWith("event 1: ");
            assertThatThrownBy(() -> new Script().does(0, "enqueue", 1, 2).by(auditor))
                    .isInstanceOf(MisfitException.class)
                    .hasMessageStartingWith("event 1: ");
        }

        @Test
        void ofIdentifiersAreRefused() {
            assertThatThrownBy(
                            () -> new Script().does(0, "generate", null, null).by(Auditor.UNIQUE_IDS))
                    .isInstanceOf(MisfitException.class)
                    .hasMessageStartingWith("event 1: ");
        }
    }

    @Nested
    class Keys {

        private static Finding of(Script script) {
            return Script.finding(Auditor.COUNTER.beginByKey(), script.events());
        }

        private static List<Object> pair(Object key, Object value) {
            return Arrays.asList(key, value);
        }

        @Test
        void areEachLookedAtByThemselves() {
            Finding finding = of(new Script()
                    .does(0, "add", pair("x", 5), pair("x", 5))
                    .does(0, "add", pair("y", 1), pair("y", 1))
                    .does(0, "read", Arrays.asList("x", null), pair("x", 5))
                    .does(1, "read", Arrays.asList("y", null), pair("y", 1)));

            assertThat(finding).isInstanceOf(Finding.Valid.class);
            assertThat(finding.words())
                    .isEqualTo(
                            "2 keys are valid, such as key \"x\": 1 read is within the bounds of 1 addition that succeeded"
                                    + " and 0 that may have");
        }

        @Test
        void areNamedWhereTheyAreInvalidOrUnknown() {
            var script = new Script();
            for (int key = 0; key < 6; key++) {
                script.does(0, "add", pair(key, 1), pair(key, 1));
                if (key > 0) {
                    script.does(0, "read", Arrays.asList(key, null), pair(key, key));
                }
            }
            Finding finding = of(script);

            assertThat(finding).isInstanceOf(Finding.Invalid.class);
            assertThat(finding.words())
                    .startsWith("key 2: 1 of 1 read is out of bounds. Process 0 (events 8 to 9) reads 2")
                    .contains("; key 3: ", "; key 4: ", "; and 1 more key: 5; 1 key is unknown");
            assertThat(((KeyedEvidence) finding.evidence()).unknown())
                    .extracting(KeyedEvidence.OfKey::key)
                    .containsExactly(0L);
        }

        @Test
        void oneThatIsUnknownMakesTheWholeUnknown() {
            Finding finding = of(new Script()
                    .does(0, "add", pair("x", 5), pair("x", 5))
                    .does(0, "read", Arrays.asList("x", null), pair("x", 5))
                    .invoke(0, "add", pair("y", 1)));

            assertThat(finding).isInstanceOf(Finding.Unknown.class);
            assertThat(finding.words()).isEqualTo("key \"y\": nobody read the counter");
        }

        @Test
        void mustBeThere() {
            assertThatThrownBy(() -> of(new Script().invoke(0, "add", 5)))
                    .isInstanceOf(MalformedHistoryException.class)
                    .hasMessageStartingWith("event 0: the value is not [key value]");
            assertThatThrownBy(() -> of(new Script().does(0, "add", pair("x", 5), pair("y", 5))))
                    .isInstanceOf(MalformedHistoryException.class)
                    .hasMessageStartingWith("event 1: completes an operation on x with one on y");
        }
    }
}
