package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Row.Task;
import io.ordeal.histories.check.Decision;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.format.HistoryFormat;
import io.ordeal.histories.generate.RegisterHistories;
import java.util.Optional;
import java.util.function.Function;

/** Measures what a checker costs, row by row, and that it is right. */
public final class CheckerBench {

    private static final long MEBIBYTE = 1 << 20;

    private final OneByOne oneByOne;
    private final Keyed keyed;
    private final Comparison comparison;
    private final FromFile fromFile;

    /** Of the checker that the product uses. */
    public CheckerBench(Settings settings) {
        this(settings, Linearizable.with(RegisterHistories.model()).within(settings.limits())::decide);
    }

    /** @param checker of histories in numbers */
    CheckerBench(Settings settings, Function<Encoding<Optional<Object>>, Decision> checker) {
        var instrument = new Instrument(settings.limits().nanoClock(), settings.effort());
        this.oneByOne = new OneByOne(settings, instrument, checker);
        this.keyed = new Keyed(settings, instrument);
        this.comparison = new Comparison(settings, instrument);
        this.fromFile = new FromFile(settings, instrument);
    }

    /**
     * Measures {@code row}, or says why not.
     *
     * @throws ContradictionException where a verdict is not the one that is known
     */
    public Result measure(Row row) {
        long heap = Runtime.getRuntime().maxMemory();
        long needed = bytesPerOperation(row.task()) * row.atOnce();
        if (needed > heap) {
            return new Result.Skipped(
                    row,
                    "needs a heap of %1$d MiB, and this is one of %2$d: set JAVA_TOOL_OPTIONS=-Xmx%1$dm"
                            .formatted(needed / MEBIBYTE + 1, heap / MEBIBYTE));
        }
        try {
            return switch (row.task()) {
                case Task.Check(int histories) -> oneByOne.measure(row, histories);
                case Task.Keys(int keys) -> keyed.measure(row, keys);
                case Task.Compare _ -> comparison.measure(row);
                case Task.Parse(HistoryFormat format) -> fromFile.measure(row, format, false);
                case Task.Whole(HistoryFormat format) -> fromFile.measure(row, format, true);
            };
        } catch (OutOfMemoryError _) {
            return new Result.Skipped(row, "out of memory, with a heap of %d MiB".formatted(heap / MEBIBYTE));
        }
    }

    /** About what it takes, the history included. */
    private static long bytesPerOperation(Task task) {
        return switch (task) {
            case Task.Check _, Task.Keys _ -> 300;
            case Task.Compare _ -> 1500;
            case Task.Parse _ -> 100;
            case Task.Whole _ -> 1000;
        };
    }
}
