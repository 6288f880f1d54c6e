package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryFormatTest {

    private static final Event WRITE = new Invocation(0, 1234, 0, "write", List.of("r1", 17));
    private static final Event TIMEOUT =
            new Completion(1, 2345, 0, Outcome.INFO, "write", List.of("r1", 17), Optional.of("timeout"));
    private static final Event KILL = new Disturbance(2, Event.UNTIMED, "kill", Map.of("nodes", Set.of("n1")));

    @Test
    void ednIsAsJepsenWritesIt() {
        assertThat(HistoryFormat.EDN.line(WRITE))
                .isEqualTo("{:index 0, :time 1234, :process 0, :type :invoke, :f :write, :value [\"r1\" 17]}");
        assertThat(HistoryFormat.EDN.line(TIMEOUT))
                .isEqualTo("{:index 1, :time 2345, :process 0, :type :info, :f :write, :value [\"r1\" 17],"
                        + " :error \"timeout\"}");
        assertThat(HistoryFormat.EDN.line(KILL))
                .isEqualTo("{:index 2, :process :nemesis, :type :info, :f :kill, :value {\"nodes\" #{\"n1\"}}}");
    }

    @Test
    void jsonLinesAreAsJsonHasThem() {
        assertThat(HistoryFormat.JSON_LINES.line(WRITE))
                .isEqualTo("{\"index\":0,\"time\":1234,\"process\":0,\"type\":\"invoke\",\"f\":\"write\","
                        + "\"value\":[\"r1\",17]}");
        assertThat(HistoryFormat.JSON_LINES.line(TIMEOUT))
                .isEqualTo("{\"index\":1,\"time\":2345,\"process\":0,\"type\":\"info\",\"f\":\"write\","
                        + "\"value\":[\"r1\",17],\"error\":\"timeout\"}");
        assertThat(HistoryFormat.JSON_LINES.line(KILL))
                .isEqualTo("{\"index\":2,\"process\":\"nemesis\",\"type\":\"info\",\"f\":\"kill\","
                        + "\"value\":{\"nodes\":{\"$edn\":\"#{\\\"n1\\\"}\"}}}");
    }

    @Test
    void setsAndMapsAreWrittenInAnOrderOfTheirOwn() {
        assertThat(Edn.text(Set.of(10L, 9L, 1L))).isEqualTo("#{1 9 10}");
        assertThat(Edn.text(Map.of(new Keyword("b"), 1L, new Keyword("a"), 2L))).isEqualTo("{:a 2 :b 1}");
    }

    @Test
    void aNameThatTellsNoFormIsRefused() {
        assertThatThrownBy(() -> HistoryWriter.create(Path.of("history.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".edn or .jsonl");
    }

    @Test
    void nothingMayFollowAValue() {
        assertThatThrownBy(() -> Edn.parse("1 2"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("edn:1:3: expected nothing more");
    }

    @Test
    void whatIsWrongBehindSomethingDiscardedIsTold() {
        assertThatThrownBy(() -> Edn.parse("#_ 1 ;\n é12 12é"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("edn:2:6: expected nothing more");
        assertThatThrownBy(() -> Edn.parse("#_ 1 ;\n 12é"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("edn:2:5: a value is not finished");
        assertThatThrownBy(() -> Edn.parse("#_ 1 ;\n #_ #_ 2 (3) 12é "))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("edn:2:14: expected a value, not 12é");
        assertThatThrownBy(() -> Edn.parse("\"\ud83d\""))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("edn:1:1: expected no half of a surrogate pair");
    }

    @Test
    void nestingHasAnEndBeforeTheStackHas() {
        assertThatThrownBy(() -> Edn.parse("[".repeat(100_000)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("nested");
    }
}
