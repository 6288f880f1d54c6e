package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void aRunIsNotOverBeforeItIsClosed() {
        Map<String, String> labels;
        try (Run run = Run.begin()) {
            labels = run.labels();
            assertThat(Run.isOver(labels)).isFalse();
        }
        assertThat(Run.isOver(labels)).isTrue();
        assertThat(Path.of(labels.get(Run.LOCK))).doesNotExist();
    }

    @Test
    void nobodyJudgesTheRunsOfOthers() {
        Map<String, String> labels;
        try (Run run = Run.begin()) {
            labels = new HashMap<>(run.labels());
        }
        labels.put(Run.OWNER, "somebody@elsewhere");
        assertThat(Run.isOver(labels)).isFalse();
        assertThat(Run.isOver(Map.of())).isFalse();
    }

    @Test
    void noTwoRunsAreTheSame() {
        try (Run one = Run.begin();
                Run other = Run.begin()) {
            assertThat(one.id()).isNotEqualTo(other.id());
        }
    }
}
