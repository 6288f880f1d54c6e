package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.subject.Subjects;
import org.junit.jupiter.api.Test;

class ModelsTest {

    @Test
    void eachGoesByItsOwnNameAndHasASubject() {
        assertThat(Models.operationsByName().keySet())
                .allSatisfy(
                        name -> assertThat(Models.named(name, NilRead.INITIAL).map(Model::name))
                                .contains(name))
                .containsExactlyInAnyOrderElementsOf(Subjects.all().stream()
                        .map(subject -> subject.model().name())
                        .distinct()
                        .toList());
    }

    @Test
    void keepsToWhatNilReadsMean() {
        for (NilRead nilRead : NilRead.values()) {
            assertThat(Models.named("cas-register", nilRead)).contains(Register.withCas(nilRead));
            assertThat(Models.named("register", nilRead)).contains(Register.plain(nilRead));
            assertThat(Models.named("set", nilRead)).contains(new GrowOnlySet(nilRead));
        }
    }

    @Test
    void knowsNoOthers() {
        assertThat(Models.named("stack", NilRead.INITIAL)).isEmpty();
    }
}
