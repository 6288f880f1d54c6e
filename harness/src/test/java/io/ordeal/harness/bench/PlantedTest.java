package io.ordeal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.bench.Row.Task;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.generate.Values;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedTest {

    private static final int SEEDS = 40;

    /** The same but for the flaw. */
    private static RegisterHistories plan(Values values, double crashRate, Kind kind, long seed) {
        return new Row(new Task.Check(1), values, 4, 200, crashRate, kind).plan(seed);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void findsTheOneReadThatDiffers(Kind kind) {
        int found = 0;
        for (Values values : List.of(Rows.FEW, Rows.UNIQUE)) {
            for (double crashRate : List.of(0.0, 0.05)) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    Encoding<Optional<Object>> flawed;
                    try {
                        flawed = plan(values, crashRate, kind, seed).encoding();
                    } catch (IllegalStateException noPlace) {
                        continue;
                    }
                    found++;
                    assertThat(Planted.find(flawed))
                            .isEqualTo(difference(
                                    flawed,
                                    plan(values, crashRate, Kind.VALID, seed).encoding()));
                }
            }
        }
        assertThat(found).isGreaterThan(2 * SEEDS);
    }

    private static OptionalInt difference(Encoding<Optional<Object>> one, Encoding<Optional<Object>> other) {
        for (int number = 0; number < one.columns().size(); number++) {
            Operation operation = one.origin().apply(number);
            if (!operation.equals(other.origin().apply(number))) {
                assertThat(operation.f()).isEqualTo("read");
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }
}
