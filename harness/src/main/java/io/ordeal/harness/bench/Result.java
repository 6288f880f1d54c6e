package io.ordeal.harness.bench;

/** What there is to tell of a row. */
public sealed interface Result {

    Row row();

    record Measured(Measurement measurement) implements Result {
        @Override
        public Row row() {
            return measurement.row();
        }
    }

    /** It was not measured. */
    record Skipped(Row row, String why) implements Result {}
}
