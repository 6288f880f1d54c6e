package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterTest {

    private static final Register REGISTER = Register.withCas(NilRead.INITIAL);
    private static final Optional<Object> NIL = Optional.empty();
    private static final Optional<Object> ONE = Optional.of(1L);
    private static final Optional<Object> TWO = Optional.of(2L);

    @Test
    void readsWhatItHolds() {
        assertThat(REGISTER.certain("read", null, 1L).from(ONE)).contains(ONE);
        assertThat(REGISTER.certain("read", null, 1L).from(TWO)).isEmpty();
        assertThat(REGISTER.certain("read", null, 1L).legalIn(TWO)).isEqualTo(2L);
    }

    @Test
    void aNilReadMeansWhatThePolicySays() {
        assertThat(REGISTER.certain("read", null, null).from(ONE)).isEmpty();
        assertThat(REGISTER.certain("read", null, null).from(NIL)).contains(NIL);
        assertThat(Register.withCas(NilRead.ANYTHING)
                        .certain("read", null, null)
                        .from(ONE))
                .contains(ONE);
    }

    @Test
    void swapsOnlyWhatItExpects() {
        assertThat(REGISTER.certain("cas", List.of(1L, 2L), null).from(ONE)).contains(TWO);
        assertThat(REGISTER.certain("cas", List.of(1L, 2L), null).from(NIL)).isEmpty();
        assertThat(REGISTER.certain("cas", List.of(1L, 2L), null).legalIn(NIL)).isEqualTo(Arrays.asList(null, 2L));
    }

    @Test
    void knowsNothingElse() {
        assertThatThrownBy(() -> REGISTER.possible("append", 1L))
                .hasMessage("a cas-register knows read, write and cas, but no append");
        assertThatThrownBy(() -> Register.plain(NilRead.INITIAL).certain("cas", List.of(1L, 2L), null))
                .isInstanceOf(MisfitException.class);
        assertThatThrownBy(() -> REGISTER.possible("cas", 1L)).isInstanceOf(MisfitException.class);
        assertThatThrownBy(() -> REGISTER.certain("write", 1L, 2L)).isInstanceOf(MisfitException.class);
    }

    @Test
    void spareIsOnlyWhatNobodyCanNotice() {
        var certain = List.of(REGISTER.certain("read", null, 4L), REGISTER.certain("cas", List.of(9L, 8L), null));
        var possible = List.of(
                REGISTER.possible("write", 1L), // nobody needs 1
                REGISTER.possible("write", 2L), // for 2 -> 3 -> 4
                REGISTER.possible("cas", List.of(2L, 3L)),
                REGISTER.possible("cas", List.of(3L, 4L)),
                REGISTER.possible("cas", List.of(5L, 1L)), // nobody needs 1
                REGISTER.possible("write", 5L), // only the one before would
                REGISTER.possible("read", null),
                REGISTER.possible("write", 9L));

        assertThat(REGISTER.dispensable(certain, possible)).isEqualTo(bits(0, 4, 5, 6));
    }

    private static BitSet bits(int... set) {
        var bits = new BitSet();
        Arrays.stream(set).forEach(bits::set);
        return bits;
    }
}
